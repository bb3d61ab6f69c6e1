import type { LanguageModelV4File } from '@ai-sdk/provider'
import type {
  EmbeddingModelV3,
  LanguageModelV3,
  LanguageModelV3Content,
  LanguageModelV3File,
  LanguageModelV3GenerateResult,
  LanguageModelV3StreamPart,
  RerankingModelV3,
} from '@ai-sdk/provider-v3'
import type { LanguageModel } from '@x/bedrock-core'
import type { AnyFamily } from '@x/bedrock-core/family'
import type { Content } from './answer/content.ts'
import type { Part } from './answer/stream.ts'
import { embeddingModelOf } from './embedding-model.ts'
import { generate, languageModelOf, stream } from './language-model.ts'
import { type BedrockProviderOptions, type Models, modelsOf } from './provider.ts'
import { rerankingModelOf } from './reranking-model.ts'

/** A provider for `ai` 6. */
export interface BedrockProvider<F extends AnyFamily>
  extends Models<F, 'v3', LanguageModelV3, EmbeddingModelV3, RerankingModelV3> {}

// The casts below say one thing: where v4 has read-only JSON, v3 has JSON that might be written to.

const fileOf = ({ mediaType, data }: LanguageModelV4File): LanguageModelV3File => ({
  type: 'file',
  mediaType,
  data: data.type === 'data' ? data.data : data.url.href,
})

/** The older specification has no citations in texts, and no place for content that nobody knows. */
const contentOf = (part: Content): readonly LanguageModelV3Content[] => {
  if (part.type === 'custom') return []
  if (part.type === 'file') return [fileOf(part)]
  if (part.type !== 'text') return [part as LanguageModelV3Content]
  const { citations: _citations, ...text } = part
  return [text as LanguageModelV3Content]
}

const partOf = (part: Part): LanguageModelV3StreamPart | undefined => {
  if (part.type === 'custom') return undefined
  if (part.type === 'file') return fileOf(part)
  if (part.type !== 'text-end') return part as LanguageModelV3StreamPart
  const { citations: _citations, ...end } = part
  return end as LanguageModelV3StreamPart
}

const languageModelV3 = (model: LanguageModel): LanguageModelV3 => {
  const { provider, modelId, supportedUrls } = languageModelOf(model)
  return {
    specificationVersion: 'v3',
    provider,
    modelId,
    supportedUrls,
    doGenerate: async (options) => {
      const { content, ...result } = await generate(model, options)
      return { ...(result as Omit<LanguageModelV3GenerateResult, 'content'>), content: content.flatMap(contentOf) }
    },
    doStream: (options) => stream(model, options, partOf),
  }
}

/** The same provider as the package's own, in the specification that `ai` 6 speaks. */
export const createBedrockProvider = <const F extends AnyFamily>(
  options: BedrockProviderOptions<F>,
): BedrockProvider<F> =>
  modelsOf(options, {
    version: 'v3',
    language: languageModelV3,
    embedding: (model) => {
      const { doEmbed, ...embedding } = embeddingModelOf(model)
      return {
        ...embedding,
        specificationVersion: 'v3',
        doEmbed: async (call) => (await doEmbed(call)) as Awaited<ReturnType<EmbeddingModelV3['doEmbed']>>,
      }
    },
    reranking: (model) => {
      const { doRerank, ...reranking } = rerankingModelOf(model)
      return {
        ...reranking,
        specificationVersion: 'v3',
        doRerank: async (call) => (await doRerank(call)) as Awaited<ReturnType<RerankingModelV3['doRerank']>>,
      }
    },
  })
