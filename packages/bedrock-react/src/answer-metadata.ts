import { isJsonObject, type Json, type UIMessage } from '@x/bedrock-core/ui'

/** Tokens of an answer. */
export interface AnswerUsage {
  readonly inputTokens: number | undefined
  readonly outputTokens: number | undefined
  readonly totalTokens: number | undefined
  readonly cacheReadTokens: number | undefined
  readonly cacheWriteTokens: number | undefined
  readonly reasoningTokens: number | undefined
}

/** What an answer says of itself. */
export interface AnswerMetadata {
  readonly model: string | undefined
  readonly finishReason: string | undefined
  readonly usage: AnswerUsage
  /** Milliseconds from the question to the end. */
  readonly latencyMs: number | undefined
  /** Milliseconds from the question to the first word. */
  readonly firstDeltaMs: number | undefined
  /** As the server's `metadata` option put it there. */
  readonly cost: Json | undefined
}

const text = (value: Json | undefined): string | undefined => (typeof value === 'string' ? value : undefined)
const number = (value: Json | undefined): number | undefined => (typeof value === 'number' ? value : undefined)

/** Reads the metadata that `toUIResponse` writes; what a server does not say is undefined. */
export const answerMetadata = ({ metadata = {} }: UIMessage): AnswerMetadata => {
  const usage = isJsonObject(metadata['usage']) ? metadata['usage'] : {}
  return {
    model: text(metadata['model']),
    finishReason: text(metadata['finishReason']),
    usage: {
      inputTokens: number(usage['inputTokens']),
      outputTokens: number(usage['outputTokens']),
      totalTokens: number(usage['totalTokens']),
      cacheReadTokens: number(usage['cacheReadTokens']),
      cacheWriteTokens: number(usage['cacheWriteTokens']),
      reasoningTokens: number(usage['reasoningTokens']),
    },
    latencyMs: number(metadata['latencyMs']),
    firstDeltaMs: number(metadata['firstDeltaMs']),
    cost: metadata['cost'],
  }
}
