import { fc, test } from '@fast-check/vitest'
import { expect } from 'vitest'
import { type Graph, levels, reduced } from './graph.ts'

const graphOf = (rows: Readonly<Record<string, readonly string[]>>): Graph =>
  new Map(Object.entries(rows).map(([from, to]) => [from, new Set(to)]))

/** Each pair that one may walk, by Warshall. */
const walks = (graph: Graph): ReadonlySet<string> => {
  const pairs = new Set([...graph].flatMap(([from, to]) => [...to].map((next) => `${from}>${next}`)))
  for (const by of graph.keys())
    for (const from of graph.keys())
      for (const to of graph.keys())
        if (pairs.has(`${from}>${by}`) && pairs.has(`${by}>${to}`)) pairs.add(`${from}>${to}`)
  return pairs
}

/** Names from 0 up that only import smaller ones, so that there is no circle. */
const anyGraph = fc
  .array(fc.array(fc.nat(100), { maxLength: 6 }), { minLength: 1, maxLength: 9 })
  .map((rows) =>
    graphOf(Object.fromEntries(rows.map((row, at) => [at, at === 0 ? [] : row.map((to) => String(to % at))]))),
  )

test.prop([anyGraph])('what is drawn leads everywhere that the imports lead, and no arrow can be spared', (graph) => {
  const drawn = reduced(graph)
  expect(walks(drawn)).toEqual(walks(graph))
  for (const [from, to] of drawn)
    for (const spared of to) {
      const fewer = new Map(drawn).set(from, new Set([...to].filter((next) => next !== spared)))
      expect(walks(fewer)).not.toEqual(walks(graph))
    }
})

test.prop([anyGraph])('every arrow points to a lower level', (graph) => {
  const at = levels(graph)
  for (const [from, to] of graph) for (const next of to) expect(at.get(from)).toBeGreaterThan(at.get(next) ?? Infinity)
})

test('the ground is what imports nothing', () => {
  const house = graphOf({ roof: ['wall', 'ground'], wall: ['ground'], ground: [] })
  expect(Object.fromEntries(levels(house))).toEqual({ roof: 2, wall: 1, ground: 0 })
  expect(reduced(house)).toEqual(graphOf({ roof: ['wall'], wall: ['ground'], ground: [] }))
})
