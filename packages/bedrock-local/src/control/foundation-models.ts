import type { JsonObject } from '@x/bedrock-core/family'
import type { About, PlainAnswer } from '../plain/plain-answer.ts'
import { Refusal } from '../wire/refusal.ts'
import { type CatalogueModel, catalogue } from './catalogue.ts'
import { identifierOf } from './identifier.ts'

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

const isOnDemand = ({ onDemand }: CatalogueModel, region: string): boolean =>
  onDemand === undefined || onDemand.includes(region)

const modelArn = (id: string, region: string): string => `arn:aws:bedrock:${region}::foundation-model/${id}`

/** One model, as both operations tell it. Profile-only models say INFERENCE_PROFILE, which the API model does not list. */
const summaryOf = (model: CatalogueModel, region: string): JsonObject => ({
  modelArn: modelArn(model.id, region),
  modelId: model.id,
  modelName: model.name,
  providerName: providerOf(model.id),
  inputModalities: [...model.input],
  outputModalities: [...model.output],
  responseStreamingSupported: model.streams,
  customizationsSupported: [],
  inferenceTypesSupported: [
    ...(isOnDemand(model, region) ? ['ON_DEMAND'] : []),
    ...(model.profiles.length > 0 ? ['INFERENCE_PROFILE'] : []),
  ],
  modelLifecycle: { status: 'ACTIVE' },
})

const offered = ({ region, startedAt }: About): CatalogueModel[] =>
  [...catalogue().values()].filter(
    (model) =>
      (model.ended === undefined || model.ended > startedAt) &&
      (isOnDemand(model, region) || model.profiles.length > 0),
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
