import type { JsonObject } from '@x/bedrock-core/family'
import type { About, PlainAnswer } from '../plain/plain-answer.ts'
import { Refusal } from '../wire/refusal.ts'
import { catalogue, isOnDemand, type Offer } from './catalogue.ts'
import { identifierOf } from './identifier.ts'
import { modelNameOf } from './model-name.ts'

/** By the vendor's part of a model id. */
const providers: Readonly<Record<string, string>> = {
  ai21: 'AI21 Labs',
  amazon: 'Amazon',
  anthropic: 'Anthropic',
  cohere: 'Cohere',
  deepseek: 'DeepSeek',
  meta: 'Meta',
  mistral: 'Mistral AI',
  openai: 'OpenAI',
  qwen: 'Qwen',
  writer: 'Writer',
}

const providerOf = (id: string): string => {
  const vendor = id.slice(0, id.indexOf('.'))
  return providers[vendor] ?? vendor
}

const modelArn = (id: string, region: string): string => `arn:aws:bedrock:${region}::foundation-model/${id}`

const outputs: Readonly<Record<Offer['kind'], string>> = {
  chat: 'TEXT',
  embedding: 'EMBEDDING',
  reranking: 'TEXT',
  speech: 'SPEECH',
}

const inputOf = ({ capabilities: { images, audio, video } }: Offer): string[] => [
  'TEXT',
  ...(images ? ['IMAGE'] : []),
  ...(audio ? ['SPEECH'] : []),
  ...(video ? ['VIDEO'] : []),
]

/** One model, as both operations tell it. Profile-only models say INFERENCE_PROFILE, which the API model does not list. */
const summaryOf = (model: Offer, region: string): JsonObject => ({
  modelArn: modelArn(model.id, region),
  modelId: model.id,
  modelName: modelNameOf(model.id),
  providerName: providerOf(model.id),
  inputModalities: inputOf(model),
  outputModalities: [outputs[model.kind]],
  responseStreamingSupported: model.kind === 'chat',
  customizationsSupported: [],
  inferenceTypesSupported: [
    ...(isOnDemand(model, region) ? ['ON_DEMAND'] : []),
    ...(model.geographies.length > 0 ? ['INFERENCE_PROFILE'] : []),
  ],
  modelLifecycle: { status: 'ACTIVE' },
})

const offered = ({ region, startedAt }: About): Offer[] =>
  [...catalogue().values()].filter(
    (model) =>
      (model.ended === undefined || model.ended > startedAt) &&
      (isOnDemand(model, region) || model.geographies.length > 0),
  )

/** What a filter of the query must be found in. */
const filters: Readonly<Record<string, (model: JsonObject) => readonly unknown[]>> = {
  byProvider: ({ providerName }) => [`${providerName}`.toLowerCase()],
  byOutputModality: ({ outputModalities }) => (Array.isArray(outputModalities) ? outputModalities : []),
  byInferenceType: ({ inferenceTypesSupported }) =>
    Array.isArray(inferenceTypesSupported) ? inferenceTypesSupported : [],
  byCustomizationType: ({ customizationsSupported }) =>
    Array.isArray(customizationsSupported) ? customizationsSupported : [],
}

/** ListFoundationModels: the catalogue, as far as the region has it. */
export const listFoundationModels = (about: About): PlainAnswer => {
  const asked = Object.entries(filters).flatMap(([name, valuesOf]) => {
    const wanted = about.query.get(name)
    return wanted === null ? [] : [{ wanted: name === 'byProvider' ? wanted.toLowerCase() : wanted, valuesOf }]
  })
  const modelSummaries = offered(about)
    .map((model) => summaryOf(model, about.region))
    .filter((model) => asked.every(({ wanted, valuesOf }) => valuesOf(model).includes(wanted)))
  return { body: { modelSummaries } }
}

/** GetFoundationModel, by id or ARN. The service model names the exception; the words are ours. @throws Refusal */
export const getFoundationModel =
  (identifier: string) =>
  (about: About): PlainAnswer => {
    const { id, geography } = identifierOf(identifier)
    const model = offered(about).find((each) => each.id === id)
    if (model === undefined || geography !== undefined)
      throw new Refusal('ResourceNotFoundException', 'Could not find the requested foundation model.')
    return { body: { modelDetails: summaryOf(model, about.region) } }
  }
