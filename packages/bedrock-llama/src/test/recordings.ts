import { type Exchange, exchangesWith, isAnswered } from '@x/recordings'

export const exchanges: readonly Exchange[] = exchangesWith('meta')
export const answered: readonly Exchange[] = exchanges.filter(isAnswered)
export const refused: readonly Exchange[] = exchanges.filter((exchange) => !isAnswered(exchange))
