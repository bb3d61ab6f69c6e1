import type { FinishReason } from '../speech/finish-reason.ts'
import type { ResponseInfo } from '../speech/generation.ts'
import type { JsonObject } from '../speech/json.ts'
import type { StreamPart } from '../speech/stream-part.ts'
import type { UsageCounts } from '../speech/usage.ts'

/** Milliseconds since the answer was asked for. */
export interface AnswerTimes {
  readonly firstDeltaMs: number | undefined
  readonly latencyMs: number
}

/** The model's name for a page. An ARN holds an account's number, so it is left out. */
const modelNamed = ({ modelId, modelName }: ResponseInfo): JsonObject =>
  modelId.startsWith('arn:') ? { model: modelName } : { model: modelId }

const counts = ({
  inputTokens,
  outputTokens,
  cacheReadTokens,
  cacheWriteTokens,
  reasoningTokens,
}: UsageCounts): JsonObject => ({
  inputTokens,
  outputTokens,
  cacheReadTokens,
  cacheWriteTokens,
  reasoningTokens,
})

/** What a message says of itself at its start. */
export const startMetadata = (part: Extract<StreamPart, { type: 'start' }>): JsonObject => modelNamed(part.response)

/** What a message says of itself at its end: model, finish reason, tokens, times. */
export const finishMetadata = (part: Extract<StreamPart, { type: 'finish' }>, times: AnswerTimes): JsonObject => ({
  ...modelNamed(part.generation.response),
  finishReason: part.finishReason satisfies FinishReason,
  usage: { ...counts(part.usage), totalTokens: part.usage.totalTokens },
  latencyMs: Math.round(times.latencyMs),
  firstDeltaMs: times.firstDeltaMs === undefined ? undefined : Math.round(times.firstDeltaMs),
})
