import { affordsSnapshot, JsonDraft } from '@x/bedrock-core'
import { type Effort, figure, median, type Section } from '../page/section.ts'

const sizes = [1, 10, 50, 100, 200] as const
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

/** Milliseconds to read the text as it comes. */
const run = (text: string): number => {
  const draft = new JsonDraft()
  let since = 0
  const begun = performance.now()
  for (let at = 0; at < text.length; at += delta) {
    draft.apply(text.slice(at, at + delta))
    since += delta
    if (!affordsSnapshot(draft, since)) continue
    draft.snapshot()
    since = 0
  }
  draft.finish()
  return performance.now() - begun
}

const perKilobyte = (text: string, rounds: number): number =>
  (median(Array.from({ length: rounds }, () => run(text))) * 1e6) / text.length

export const measureObjects = ({ quick }: Effort): Section => ({
  title: 'Objects',
  note: `Microseconds for each kB of an object that comes in deltas of ${delta} characters, with a snapshot whenever one is due: flat from 10 to 200 kB, whatever its shape.`,
  head: ['shape', ...sizes.map((size) => `${size} kB`)],
  rows: Object.entries(shapes).map(([shape, make]) => [
    shape,
    ...sizes.map((size) => figure(perKilobyte(JSON.stringify(make(size * 1000)), quick ? 3 : 25))),
  ]),
})
