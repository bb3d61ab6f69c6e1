/** What imports what, by name. */
export type Graph = ReadonlyMap<string, ReadonlySet<string>>

const reach = (graph: Graph, from: string): ReadonlySet<string> => {
  const seen = new Set<string>()
  const waiting = [...(graph.get(from) ?? [])]
  for (const next of waiting) {
    if (seen.has(next)) continue
    seen.add(next)
    waiting.push(...(graph.get(next) ?? []))
  }
  return seen
}

/** Without the arrows that follow from others, which only tangle a drawing. The graph must have no circles. */
export const reduced = (graph: Graph): Graph =>
  new Map(
    [...graph].map(([from, to]) => {
      const implied = new Set([...to].flatMap((next) => [...reach(graph, next)]))
      return [from, new Set([...to].filter((next) => !implied.has(next)))]
    }),
  )

/** How far above the ground each name stands: one more than the highest it imports. */
export const levels = (graph: Graph): ReadonlyMap<string, number> => {
  const found = new Map<string, number>()
  const levelOf = (name: string): number => {
    const known = found.get(name)
    if (known !== undefined) return known
    const level = Math.max(-1, ...[...(graph.get(name) ?? [])].map(levelOf)) + 1
    found.set(name, level)
    return level
  }
  for (const name of graph.keys()) levelOf(name)
  return found
}
