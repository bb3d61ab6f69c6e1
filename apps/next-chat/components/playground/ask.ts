import type { Via } from '../../server/playground/vias.ts'

/** What the page asks every model. */
export interface Ask {
  readonly prompt: string
  readonly system: string
  readonly via: Via
  readonly cache: boolean
  readonly tool: boolean
  readonly think: boolean
}

export const firstAsk: Ask = {
  prompt: 'What makes a good error message? Three points, please.',
  system: 'You are a terse senior engineer.',
  via: 'auto',
  cache: false,
  tool: false,
  think: false,
}
