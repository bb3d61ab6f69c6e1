import { isJsonObject, type UIMessage } from '@x/bedrock-core/ui'
import { answerMetadata } from '@x/bedrock-react'

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`

/** US dollars with two digits that say something. */
export const dollars = (sum: number): string => `$${sum >= 0.01 ? sum.toFixed(2) : sum.toPrecision(2)}`

const counted = (tokens: number | undefined, words: string): string =>
  tokens === undefined || tokens === 0 ? '' : `${tokens.toLocaleString('en')} ${words}`

export interface Totals {
  readonly answers: number
  readonly inputTokens: number
  readonly outputTokens: number
  readonly cacheReadTokens: number
  readonly cacheWriteTokens: number
  readonly latencyMs: number
  /** US dollars by the list, of the answers that have a price. */
  readonly cost: number
  readonly unpriced: number
}

export const costOf = (message: UIMessage): number | undefined => {
  const { cost } = answerMetadata(message)
  return isJsonObject(cost) && typeof cost['total'] === 'number' ? cost['total'] : undefined
}

/** What was changed or left out before it was asked, as the server's `metadata` tells it. */
export const noticesOf = ({ metadata }: UIMessage): readonly string[] => {
  const warnings = metadata?.['warnings']
  return Array.isArray(warnings) ? warnings.filter((one) => typeof one === 'string') : []
}

/** What a message says of itself, in a few words. */
export const answerFacts = (message: UIMessage): string => {
  const { usage, latencyMs, firstDeltaMs } = answerMetadata(message)
  const cost = costOf(message)
  return [
    latencyMs === undefined ? '' : seconds(latencyMs),
    firstDeltaMs === undefined ? '' : `first word after ${seconds(firstDeltaMs)}`,
    usage.inputTokens === undefined ? '' : `${usage.inputTokens.toLocaleString('en')} tokens in`,
    counted(usage.cacheReadTokens, 'read from cache'),
    counted(usage.cacheWriteTokens, 'written to cache'),
    usage.outputTokens === undefined ? '' : `${usage.outputTokens.toLocaleString('en')} out`,
    cost === undefined ? '' : `≈ ${dollars(cost)}`,
  ]
    .filter((fact) => fact !== '')
    .join(' · ')
}

/** What a conversation's answers took together. */
export const totalsOf = (messages: readonly UIMessage[]): Totals =>
  messages
    .filter(({ role }) => role === 'assistant')
    .reduce<Totals>(
      (sum, message) => {
        const { usage, latencyMs = 0 } = answerMetadata(message)
        const cost = costOf(message)
        return {
          answers: sum.answers + 1,
          inputTokens: sum.inputTokens + (usage.inputTokens ?? 0),
          outputTokens: sum.outputTokens + (usage.outputTokens ?? 0),
          cacheReadTokens: sum.cacheReadTokens + (usage.cacheReadTokens ?? 0),
          cacheWriteTokens: sum.cacheWriteTokens + (usage.cacheWriteTokens ?? 0),
          latencyMs: sum.latencyMs + latencyMs,
          cost: sum.cost + (cost ?? 0),
          unpriced: sum.unpriced + (cost === undefined ? 1 : 0),
        }
      },
      {
        answers: 0,
        inputTokens: 0,
        outputTokens: 0,
        cacheReadTokens: 0,
        cacheWriteTokens: 0,
        latencyMs: 0,
        cost: 0,
        unpriced: 0,
      },
    )
