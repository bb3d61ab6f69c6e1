import type { EmbeddingModelV4, EmbeddingModelV4CallOptions, EmbeddingModelV4Result } from '@ai-sdk/provider'
import { type EmbedManyOptions, embedMany, type LanguageModel } from '@x/bedrock-core'
import { defined } from '@x/bedrock-core/family'
import { toJson } from './answer/json.ts'
import { headersOf } from './answer/metadata.ts'
import { withHeaders } from './call.ts'
import { toProviderError } from './errors.ts'
import { providerName } from './language-model.ts'
import { ownOptions } from './provider-options.ts'
import { type CallWarning, fromCore } from './warnings.ts'

/** `providerOptions.bedrock` of an embedding call. */
export type BedrockEmbedOptions = Omit<EmbedManyOptions, 'model' | 'values' | 'signal'>

/** What both specifications share. */
interface EmbedAnswer extends Omit<EmbeddingModelV4Result, 'warnings'> {
  warnings: CallWarning[]
}

const embed = async (
  model: LanguageModel,
  { values, dimensions, abortSignal, headers, providerOptions }: EmbeddingModelV4CallOptions,
): Promise<EmbedAnswer> => {
  try {
    const { embeddings, usage, responses, warnings } = await embedMany({
      ...defined({ dimensions }),
      ...(ownOptions(providerOptions) as BedrockEmbedOptions),
      model: withHeaders(model, headers),
      values,
      ...defined({ signal: abortSignal }),
    })
    const [response] = responses
    return {
      embeddings: embeddings.map((embedding) => [...embedding]),
      ...(usage.inputTokens === undefined ? {} : { usage: { tokens: usage.inputTokens } }),
      providerMetadata: { bedrock: { usage: toJson(usage) } },
      ...(response === undefined ? {} : { response: { headers: headersOf(response) } }),
      warnings: fromCore(warnings),
    }
  } catch (error) {
    throw toProviderError(error, model.id, abortSignal)
  }
}

/** How many texts the model takes in one call; the longest prefix that fits decides, as in core. */
const mostOf = ({ family, bareId }: LanguageModel): number | undefined =>
  family.embed?.models
    .filter(({ prefix }) => bareId.startsWith(prefix))
    .toSorted((left, right) => right.prefix.length - left.prefix.length)[0]?.texts

/** One of core's models for embeddings in the AI SDK's specification. */
export const embeddingModelOf = (
  model: LanguageModel,
): EmbeddingModelV4 & { doEmbed: (options: EmbeddingModelV4CallOptions) => Promise<EmbedAnswer> } => ({
  specificationVersion: 'v4',
  provider: providerName,
  modelId: model.id,
  maxEmbeddingsPerCall: mostOf(model),
  supportsParallelCalls: true,
  doEmbed: (options) => embed(model, options),
})
