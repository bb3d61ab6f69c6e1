import { dirname, join } from 'node:path/posix'
import { type Check, fileBehind, type House } from './house.ts'
import { isTest, type Source } from './source.ts'

const targetsOf = (house: House, source: Source): string[] =>
  source.imports.flatMap((specifier) => {
    if (specifier.startsWith('.')) return [join(dirname(source.path), specifier)]
    return fileBehind(house, specifier) ?? []
  })

/** The shortest way from `start` back to itself, or undefined. */
const wayBack = (graph: ReadonlyMap<string, readonly string[]>, start: string): readonly string[] | undefined => {
  const seen = new Set<string>()
  let ways: (readonly string[])[] = [[start]]
  while (ways.length > 0) {
    const longer: (readonly string[])[] = []
    for (const way of ways)
      for (const next of graph.get(way.at(-1) ?? '') ?? []) {
        if (next === start) return [...way, start]
        if (seen.has(next)) continue
        seen.add(next)
        longer.push([...way, next])
      }
    ways = longer
  }
  return undefined
}

/** No file imports itself by way of others, in types or in values, within a package or across them. */
export const checkCircles: Check = (house) => {
  const files = house.sources.filter((source) => !isTest(source.path))
  const graph = new Map(files.map((source) => [source.path, targetsOf(house, source)]))
  const inCircles = new Set<string>()
  const findings: string[] = []
  for (const { path } of files) {
    if (inCircles.has(path)) continue
    const circle = wayBack(graph, path)
    if (!circle) continue
    for (const file of circle) inCircles.add(file)
    findings.push(circle.join(' → '))
  }
  return { checked: `${files.length} files, type imports included`, findings }
}
