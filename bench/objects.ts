import { affordsSnapshot, JsonDraft } from '@x/bedrock-core'

/**
 * Microseconds per kB of an object that comes in deltas of 12 characters, with a snapshot whenever one is due: flat from 1 to
 * 200 kB, whatever its shape. Median of several runs.
 */
const sizes = [1, 10, 50, 100, 200]
const rounds = 25
const delta = 12

/** Lists grow until the text has its length. */
const until = (length: number, item: (index: number) => unknown): unknown[] => {
  const items: unknown[] = []
  for (let size = 0; size < length; ) {
    const next = item(items.length)
    items.push(next)
    size += JSON.stringify(next).length + 1
  }
  return items
}

const shapes: Readonly<Record<string, (length: number) => unknown>> = {
  'a list of records': (length) => ({
    elements: until(length, (id) => ({ id, name: `Name of ${id}`, tags: ['one', 'two'], at: { x: id / 7, y: -id } })),
  }),
  'one long text': (length) => ({ text: 'word by word \n'.repeat(length / 15) }),
  'a list of numbers': (length) => ({ numbers: until(length, (index) => index) }),
  'an object of many members': (length) =>
    Object.fromEntries(until(length, (index) => `m${index}`).map((key) => [key, 1])),
}

const run = (text: string): { readonly ms: number; readonly snapshots: number } => {
  const draft = new JsonDraft()
  let snapshots = 0
  let since = 0
  const begun = performance.now()
  for (let at = 0; at < text.length; at += delta) {
    draft.apply(text.slice(at, at + delta))
    since += delta
    if (!affordsSnapshot(draft, since)) continue
    draft.snapshot()
    since = 0
    snapshots += 1
  }
  draft.finish()
  return { ms: performance.now() - begun, snapshots }
}

for (const [shape, make] of Object.entries(shapes)) {
  console.log(`\n${shape}`)
  console.table(
    sizes.map((size) => {
      const text = JSON.stringify(make(size * 1000))
      const kB = text.length / 1000
      const runs = Array.from({ length: rounds }, () => run(text)).toSorted((left, right) => left.ms - right.ms)
      const median = runs[Math.floor(rounds / 2)] ?? { ms: 0, snapshots: 0 }
      return {
        kB: Math.round(kB),
        'µs per kB': Number(((median.ms * 1000) / kB).toFixed(1)),
        'ms in all': Number(median.ms.toFixed(2)),
        deltas: Math.ceil(text.length / delta),
        snapshots: median.snapshots,
      }
    }),
  )
}
