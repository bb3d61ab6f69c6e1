import type { RerankingModelV4, RerankingModelV4CallOptions, RerankingModelV4Result } from '@ai-sdk/provider'
import { type LanguageModel, type RerankOptions, rerank } from '@x/bedrock-core'
import { defined } from '@x/bedrock-core/family'
import { headersOf } from './answer/metadata.ts'
import { withHeaders } from './call.ts'
import { toProviderError } from './errors.ts'
import { providerName } from './language-model.ts'
import { ownOptions } from './provider-options.ts'

/** `providerOptions.bedrock` of a reranking call. */
export type BedrockRerankOptions = Omit<RerankOptions<string>, 'model' | 'query' | 'documents' | 'signal'>

const rank = async (
  model: LanguageModel,
  { query, documents, topN, abortSignal, headers, providerOptions }: RerankingModelV4CallOptions,
): Promise<Omit<RerankingModelV4Result, 'warnings'>> => {
  try {
    const { ranking, response } = await rerank({
      ...defined({ topN }),
      ...(ownOptions(providerOptions) as BedrockRerankOptions),
      model: withHeaders(model, headers),
      query,
      documents: documents.type === 'text' ? documents.values : documents.values.map((value) => JSON.stringify(value)),
      ...defined({ signal: abortSignal }),
    })
    return {
      ranking: ranking.map(({ index, score }) => ({ index, relevanceScore: score })),
      response: { modelId: response.modelId, headers: headersOf(response), ...defined({ id: response.requestId }) },
    }
  } catch (error) {
    throw toProviderError(error, model.id, abortSignal)
  }
}

/** One of core's models for putting documents in order in the AI SDK's specification. */
export const rerankingModelOf = (
  model: LanguageModel,
): RerankingModelV4 & { doRerank: (options: RerankingModelV4CallOptions) => ReturnType<typeof rank> } => ({
  specificationVersion: 'v4',
  provider: providerName,
  modelId: model.id,
  doRerank: (options) => rank(model, options),
})
