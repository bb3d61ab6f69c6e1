import { type EmbeddingModelV4, type LanguageModelV4, NoSuchModelError, type RerankingModelV4 } from '@ai-sdk/provider'
import { type BedrockOptions, createBedrock, type LanguageModel } from '@x/bedrock-core'
import type { AnyFamily, ModelId } from '@x/bedrock-core/family'
import { embeddingModelOf } from './embedding-model.ts'
import { toProviderError } from './errors.ts'
import { languageModelOf } from './language-model.ts'
import { rerankingModelOf } from './reranking-model.ts'

/** What an id cannot say of itself. */
export interface ModelSettings<Name extends string = string> {
  /** The family behind an ARN or an id from configuration. */
  readonly family?: Name
  /** Forces one of the family's forms, such as `converse`. */
  readonly via?: string
}

/** Models by id, each in one specification of the AI SDK. */
export interface Models<F extends AnyFamily, Version extends string, Language, Embedding, Reranking> {
  /** @throws NoSuchModelError where no family serves the id */
  (id: ModelId<F>, settings?: ModelSettings<F['name']>): Language
  (id: string, settings: ModelSettings<F['name']> & { readonly family: F['name'] }): Language
  readonly specificationVersion: Version
  languageModel(id: string, settings?: ModelSettings<F['name']>): Language
  embeddingModel(id: string, settings?: ModelSettings<F['name']>): Embedding
  /** The name that `ai` 6 asks by. */
  textEmbeddingModel(id: string, settings?: ModelSettings<F['name']>): Embedding
  rerankingModel(id: string, settings?: ModelSettings<F['name']>): Reranking
  /** @throws NoSuchModelError always: these families make no images */
  imageModel(id: string): never
}

/** A provider for `ai` 7 and later. */
export interface BedrockProvider<F extends AnyFamily>
  extends Models<F, 'v4', LanguageModelV4, EmbeddingModelV4, RerankingModelV4> {}

/** What core's client takes. */
export type BedrockProviderOptions<F extends AnyFamily> = BedrockOptions<F>

/** Makes models of one specification out of core's. */
export interface Makers<Version extends string, Language, Embedding, Reranking> {
  readonly version: Version
  readonly language: (model: LanguageModel) => Language
  readonly embedding: (model: LanguageModel) => Embedding
  readonly reranking: (model: LanguageModel) => Reranking
}

/** A client whose models come out of these makers. */
export const modelsOf = <const F extends AnyFamily, Version extends string, Language, Embedding, Reranking>(
  options: BedrockProviderOptions<F>,
  makers: Makers<Version, Language, Embedding, Reranking>,
): Models<F, Version, Language, Embedding, Reranking> => {
  // The AI SDK tries again by itself: two layers of attempts would multiply.
  const bedrock = createBedrock<AnyFamily>({ retry: false, ...options })
  const find = (id: string, { family, via }: ModelSettings = {}): LanguageModel => {
    const settings = via === undefined ? {} : { via }
    try {
      return family === undefined ? bedrock(id, settings) : bedrock(id, { ...settings, family })
    } catch (error) {
      throw toProviderError(error, id)
    }
  }
  const languageModel = (id: string, settings?: ModelSettings): Language => makers.language(find(id, settings))
  const embeddingModel = (id: string, settings?: ModelSettings): Embedding => makers.embedding(find(id, settings))
  return Object.assign(languageModel, {
    specificationVersion: makers.version,
    languageModel,
    embeddingModel,
    textEmbeddingModel: embeddingModel,
    rerankingModel: (id: string, settings?: ModelSettings): Reranking => makers.reranking(find(id, settings)),
    imageModel: (modelId: string): never => {
      throw new NoSuchModelError({ modelId, modelType: 'imageModel' })
    },
  })
}

/**
 * Amazon Bedrock for the AI SDK, with these families and this way to sign: what `createBedrock` takes. `ai` tries failed calls
 * again by itself, so the client does not, unless `retry` says so.
 */
export const createBedrockProvider = <const F extends AnyFamily>(
  options: BedrockProviderOptions<F>,
): BedrockProvider<F> =>
  modelsOf(options, {
    version: 'v4',
    language: languageModelOf,
    embedding: embeddingModelOf,
    reranking: rerankingModelOf,
  })
