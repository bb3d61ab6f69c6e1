/** Which wire form is used: the one that fits the prompt, the family's own, or Converse. */
export const vias = ['auto', 'native', 'converse'] as const

export type Via = (typeof vias)[number]
