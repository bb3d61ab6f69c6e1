import { type Exchange, exchangesWith } from '@x/recordings'

const all = exchangesWith('cohere')

/** Exchanges with models whose id holds `kind`, such as `command-r`. */
export const exchangesOf = (kind: string): readonly Exchange[] => all.filter(({ model }) => model.includes(kind))
