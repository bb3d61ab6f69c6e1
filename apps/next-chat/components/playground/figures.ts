import { isJsonObject, type UIMessage } from '@x/bedrock-core/ui'
import { answerMetadata } from '@x/bedrock-react'
import { milliseconds } from '../wire/words.ts'

export interface Figure {
  readonly name: string
  readonly value: string
  /** Why there is no value. */
  readonly why?: string
}

const count = (tokens: number | undefined): string => tokens?.toLocaleString('en') ?? '–'

/** Dollars to four digits that count: `$0.0021`. */
export const dollars = (total: number): string =>
  total === 0 ? '$0' : `$${total < 0.01 ? total.toPrecision(2) : total.toFixed(4)}`

/** Time, tokens and cost of an answer. */
export const figuresOf = (message: UIMessage): readonly Figure[] => {
  const { usage, latencyMs, firstDeltaMs, cost } = answerMetadata(message)
  const total = isJsonObject(cost) && typeof cost['total'] === 'number' ? cost['total'] : undefined
  const why = message.metadata?.['costUnknown']
  const speed =
    latencyMs === undefined || usage.outputTokens === undefined || latencyMs <= (firstDeltaMs ?? 0)
      ? undefined
      : usage.outputTokens / ((latencyMs - (firstDeltaMs ?? 0)) / 1000)
  return [
    { name: 'First word', value: firstDeltaMs === undefined ? '–' : milliseconds(firstDeltaMs) },
    { name: 'Took', value: latencyMs === undefined ? '–' : milliseconds(latencyMs) },
    { name: 'Tokens', value: `${count(usage.inputTokens)} → ${count(usage.outputTokens)}` },
    { name: 'Speed', value: speed === undefined ? '–' : `${Math.round(speed)} t/s` },
    {
      name: 'Cost',
      value: total === undefined ? '–' : dollars(total),
      ...(typeof why === 'string' ? { why } : {}),
    },
  ]
}
