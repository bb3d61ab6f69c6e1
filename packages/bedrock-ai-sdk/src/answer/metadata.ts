import type { LanguageModelV4ResponseMetadata, SharedV4ProviderMetadata } from '@ai-sdk/provider'
import type { Generation, ObjectStrategy, ResponseInfo } from '@x/bedrock-core'
import { defined } from '@x/bedrock-core/family'
import { toJson } from './json.ts'

/** `providerMetadata.bedrock` of an answer: what the AI SDK has no place for. */
export const metadataOf = (generation: Generation, strategy?: ObjectStrategy): SharedV4ProviderMetadata => {
  const { usage, guardrail, stopSequence, response } = generation
  return {
    bedrock: toJson(
      defined({
        requestId: response.requestId,
        attempts: response.attempts,
        modelName: response.modelName,
        ...response.metadata,
        guardrail,
        stopSequence,
        cacheWriteTokensByTtl: usage.cacheWriteTokensByTtl,
        objectStrategy: strategy,
      }),
    ),
  }
}

export const responseOf = ({ id, requestId, modelId }: ResponseInfo): LanguageModelV4ResponseMetadata => ({
  ...defined({ id: id ?? requestId }),
  modelId,
  timestamp: new Date(),
})

export const headersOf = ({ requestId }: ResponseInfo): Record<string, string> =>
  requestId === undefined ? {} : { 'x-amzn-requestid': requestId }
