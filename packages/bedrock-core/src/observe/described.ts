import type { Attributes } from '@opentelemetry/api'
import type { CallOptions } from '../client/call-options.ts'
import { defined } from '../speech/defined.ts'
import type { Generation } from '../speech/generation.ts'
import type { UsageCounts } from '../speech/usage.ts'
import { attributes as name, operations, provider } from './names.ts'

/** What spans and metrics have in common. */
export const commonOf = (operation: string, model: string | undefined): Attributes =>
  defined({ [name.operation]: operation, [name.provider]: provider, [name.requestModel]: model })

/** What is asked, without a word of the prompt. */
export const requestOf = (options: CallOptions, stream: boolean): Attributes => ({
  ...commonOf(operations.chat, options.model.id),
  ...defined({
    [name.maxTokens]: options.maxOutputTokens,
    [name.temperature]: options.temperature,
    [name.topP]: options.topP,
    [name.topK]: options.topK,
    [name.stopSequences]: options.stopSequences && [...options.stopSequences],
    [name.stream]: stream || undefined,
    [name.outputType]: options.responseFormat && 'json',
    [name.guardrailId]: options.guardrail?.id,
  }),
})

/** All kinds of input tokens, as the conventions count them. */
export const inputTokensOf = (usage: UsageCounts): number | undefined =>
  usage.inputTokens === undefined
    ? undefined
    : usage.inputTokens + (usage.cacheReadTokens ?? 0) + (usage.cacheWriteTokens ?? 0)

export const usageAttributes = (usage: UsageCounts): Attributes =>
  defined({
    [name.inputTokens]: inputTokensOf(usage),
    [name.outputTokens]: usage.outputTokens,
    [name.cacheReadTokens]: usage.cacheReadTokens,
    [name.cacheWriteTokens]: usage.cacheWriteTokens,
    [name.reasoningTokens]: usage.reasoningTokens,
  })

export const answerOf = ({ response, usage, finishReason }: Generation): Attributes => ({
  ...usageAttributes(usage),
  ...defined({
    [name.responseId]: response.id,
    [name.responseModel]: response.modelName ?? response.modelId,
    [name.finishReasons]: [finishReason],
    [name.requestId]: response.requestId,
  }),
})
