import { type Exchange, exchangesWith } from '@x/recordings'

const all = exchangesWith('anthropic')

export const exchangesOf = (...operations: readonly string[]): readonly Exchange[] =>
  all.filter(({ operation }) => operations.includes(operation))

/** Text completion of old models, by the body that was sent. */
export const isCompletion = ({ request }: Exchange): boolean => typeof request.body?.['prompt'] === 'string'
