import type { ResponseInfo } from '../speech/generation.ts'
import type { JsonObject } from '../speech/json.ts'
import type { StreamPart } from '../speech/stream-part.ts'

/** Milliseconds since the answer was asked for. */
export interface AnswerTimes {
  readonly firstDeltaMs: number | undefined
  readonly latencyMs: number
}

/** The model's name for a page. An ARN holds an account's number, so it is left out. */
const modelNamed = ({ modelId, modelName }: ResponseInfo): JsonObject =>
  modelId.startsWith('arn:') ? { model: modelName } : { model: modelId }

/** What a message says of itself at its start. */
export const startMetadata = (part: Extract<StreamPart, { type: 'start' }>): JsonObject => modelNamed(part.response)

/** What a message says of itself at its end: model, finish reason, tokens, times. */
export const finishMetadata = (
  { generation, finishReason, usage: { reports: _reports, ...usage } }: Extract<StreamPart, { type: 'finish' }>,
  { latencyMs, firstDeltaMs }: AnswerTimes,
): JsonObject => ({
  ...modelNamed(generation.response),
  finishReason,
  usage,
  latencyMs: Math.round(latencyMs),
  firstDeltaMs: firstDeltaMs && Math.round(firstDeltaMs),
})
