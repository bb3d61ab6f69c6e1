import type { JsonDraft } from './json-draft.ts'

/** Items that may be copied for any delta, and for each character since the last snapshot: all copying is linear in the text. */
const affordable = { always: 256, perCharacter: 4 } as const

/** What copying one member costs, an item of an array being 1: measured, by `bench/objects.ts`. */
const cost = { array: 1, object: 16 } as const

/**
 * Whether a snapshot of a draft is cheap: where very many members are still open, it waits until enough text has come since
 * the last one to pay for their copy.
 */
export const affordsSnapshot = (draft: JsonDraft, charactersSince: number): boolean => {
  let width = 0
  for (const { container, members } of draft.open)
    width += members * (Array.isArray(container) ? cost.array : cost.object)
  return width <= Math.max(affordable.always, affordable.perCharacter * charactersSince)
}
