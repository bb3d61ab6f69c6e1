import type { Flight } from './flight.ts'

/** Gives every call an id of its own, as the form takes it. */
export const createCallIds = ({ takes, note }: Flight): ((id: string, at: number) => string) => {
  const { toolCallId = (id: string) => id } = takes
  /** How often an id was asked for; each that was given stands in it too. */
  const counts = new Map<string, number>()
  return (given, at) => {
    let id = toolCallId(given)
    let count = counts.get(given) ?? 1
    for (; counts.has(id); count += 1) id = toolCallId(`${given}_${count + 1}`)
    counts.set(given, count)
    counts.set(id, counts.get(id) ?? 1)
    if (id !== given) note('tool-id-changed', at)
    return id
  }
}
