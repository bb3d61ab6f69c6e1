import type { PromptDocument, StreamPart } from '@x/bedrock-core'
import type { JsonObject } from '@x/bedrock-core/ui'
import { cost } from '@x/bedrock-models'

type Ends = Extract<StreamPart, { type: 'start' | 'finish' }>

const costOf = (part: Ends, model: string): JsonObject => {
  const spent = part.type === 'finish' ? cost(part.usage, model).cost : undefined
  return spent === undefined
    ? {}
    : { cost: { total: spent.total, currency: spent.currency, priceDate: spent.priceDate } }
}

/** What marks in an answer open, where the model names only ids. Told once, as it begins. */
const passagesOf = (part: Ends, documents: readonly PromptDocument[]): JsonObject =>
  part.type === 'start' && documents.length > 0
    ? { passages: documents.map(({ id = '', title = '', text }) => ({ id, title, text })) }
    : {}

/** What was changed or left out before its steps were asked. */
const warningsOf = (part: Ends): JsonObject =>
  part.type === 'finish' && part.generation.warnings.length > 0
    ? { warnings: part.generation.warnings.map(({ message }) => message) }
    : {}

/**
 * What an answer's message says beside model, tokens and times: its recording's name, its cost where the list has a price, the
 * passages that it was given, and what was changed of the question.
 */
export const answerFacts =
  (model: string, wire: string | undefined, documents: readonly PromptDocument[] = []) =>
  (part: Ends): JsonObject => ({
    ...(wire === undefined ? {} : { wire }),
    ...passagesOf(part, documents),
    ...warningsOf(part),
    ...costOf(part, model),
  })
