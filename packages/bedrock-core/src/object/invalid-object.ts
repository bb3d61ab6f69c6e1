import { BedrockError } from '../errors/bedrock-error.ts'
import type { SchemaIssue } from '../schema/read-schema.ts'
import type { FinishReason } from '../speech/finish-reason.ts'
import type { Generation } from '../speech/generation.ts'
import type { ObjectStrategy } from './object-strategy.ts'

/** An answer that is no object of the schema: `text` is what the model wrote, `usage` what it cost. */
export interface InvalidObject extends Generation {
  readonly strategy: ObjectStrategy
  /** What did not fit; one without a path where the text is not JSON. */
  readonly issues: readonly SchemaIssue[]
}

export type InvalidObjectError = BedrockError<'invalid-object'> & { readonly partial: InvalidObject }

/** Narrows to the failure of `generateObject` and `streamObject` whose `partial` holds text, issues and usage. */
export const isInvalidObject = (error: unknown): error is InvalidObjectError => BedrockError.is(error, 'invalid-object')

const advice: Readonly<Partial<Record<FinishReason, string>>> = {
  length: 'The answer reached its limit of tokens: raise maxOutputTokens, or ask for less.',
  'content-filter': 'The answer was blocked: error.partial.guardrail or the model’s own words tell why.',
}

const where = (path: SchemaIssue['path']): string => (path.length === 0 ? '' : ` at ${path.join('.')}`)

/** Names places and rules, never the model's own words. */
export const invalidObject = (
  answer: Generation,
  strategy: ObjectStrategy,
  issues: readonly SchemaIssue[],
): InvalidObjectError => {
  const [first] = issues
  const what = first === undefined ? '' : `: ${first.message.slice(0, 200)}${where(first.path)}`
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : ''
  const partial: InvalidObject = { ...answer, strategy, issues }
  return new BedrockError(
    'invalid-object',
    `The answer does not fit the schema${what}${more}. ${advice[answer.finishReason] ?? 'Ask again, simplify the schema, or pass `repair`.'} error.partial holds its text and all issues.`,
    { partial, requestId: answer.response.requestId, attempts: answer.response.attempts },
  ) as InvalidObjectError
}
