import type { StreamPart } from '@x/bedrock-core'
import type { JsonObject } from '@x/bedrock-core/ui'
import { cost } from '@x/bedrock-models'

type Ends = Extract<StreamPart, { type: 'start' | 'finish' }>

const costOf = (part: Ends, model: string): JsonObject => {
  const spent = part.type === 'finish' ? cost(part.usage, model).cost : undefined
  return spent === undefined
    ? {}
    : { cost: { total: spent.total, currency: spent.currency, priceDate: spent.priceDate } }
}

/** What an answer's message says beside model, tokens and times: its recording's name, and its cost where the list has a price. */
export const answerFacts =
  (model: string, wire: string | undefined) =>
  (part: Ends): JsonObject => ({ ...(wire === undefined ? {} : { wire }), ...costOf(part, model) })
