import { type Exchange, exchangesWith, isAnswered } from '@x/recordings'

const all = exchangesWith('openai')

export const answeredBy = (...operations: readonly string[]): readonly Exchange[] =>
  all.filter((exchange) => operations.includes(exchange.operation) && isAnswered(exchange))
