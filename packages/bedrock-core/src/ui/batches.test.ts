import { fc, test } from '@fast-check/vitest'
import { expect } from 'vitest'
import { BedrockError } from '../errors/bedrock-error.ts'
import { batchesOf } from './batches.ts'

/** Counts on, each number after so many turns of the microtask queue, until it is left or fails. */
const counting = (turnsOf: (number: number) => number, failure?: { readonly at: number; readonly cause: unknown }) => {
  const state = { asked: 0, left: 0 }
  const source: AsyncIterable<number> = {
    [Symbol.asyncIterator]: () => ({
      async next() {
        const value = state.asked++
        for (let turn = turnsOf(value); turn > 0; turn--) await undefined
        if (value === failure?.at) throw failure.cause
        return { done: false, value }
      },
      async return() {
        state.left += 1
        return { done: true, value: undefined }
      },
    }),
  }
  return { source, state }
}

const idle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 2))

const push = (told: number[], value: number): void => void told.push(value)
const same = <Told>(told: readonly Told[]): readonly Told[] => told

test.prop([
  fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 20 }),
  fc.integer({ min: 0, max: 600 }),
])(
  'every value is told once and in order, whenever it comes; one is asked for ahead, never more',
  async (turns, at) => {
    const ends: unknown[] = []
    const { source, state } = counting((number) => turns[number % turns.length] ?? 0, { at, cause: 'gone' })
    const { next } = batchesOf(source, push, (_told, cause) => ends.push(cause), same)
    const all: number[] = []
    for (let done = false; !done; ) {
      const [told, ended] = await next()
      all.push(...told)
      done = ended
      expect(ended || told.length > 0).toBe(true)
      expect(told.length).toBeLessThanOrEqual(256)
      expect(state.asked).toBeLessThanOrEqual(all.length + 1)
    }
    expect(all).toEqual(Array.from({ length: at }, (_, number) => number))
    expect(ends).toEqual(['gone'])
  },
)

test('a value that takes the event loop is not waited for, but is there for the next', async () => {
  const state = { release: (): void => {} }
  const source = (async function* () {
    yield 1
    await new Promise<void>((resolve) => {
      state.release = resolve
    })
    yield 2
  })()
  const { next } = batchesOf(source, push, () => {}, same)
  expect(await next()).toEqual([[1], false])
  await idle()
  state.release()
  expect(await next()).toEqual([[2], true])
})

test('values that say nothing are passed over, however many', async () => {
  const { source, state } = counting(() => 0)
  const { next } = batchesOf(
    source,
    (told: number[], value) => void (value === 1000 && told.push(value)),
    () => {},
    same,
  )
  expect(await next()).toEqual([[1000], false])
  expect(state.asked).toBeLessThanOrEqual(1002)
})

test.each([
  ['a BedrockError', new BedrockError('truncated', 'x'), true],
  ['another', new Error('own'), false],
])('%s of a value: what came before it is told, and the source is left', async (_name, cause, worded) => {
  const { source, state } = counting(() => 0)
  const ends: unknown[] = []
  const { next } = batchesOf(
    source,
    (told: number[], value) => {
      if (value === 3) throw cause
      told.push(value)
    },
    (_told, cause) => ends.push(cause),
    same,
  )
  expect(await next()).toEqual([[0, 1, 2], worded])
  if (!worded) await expect(next()).rejects.toBe(cause)
  expect(ends).toEqual(worded ? [cause] : [])
  expect(state).toEqual({ asked: 4, left: 1 })
})

test('leaving reaches the source while it is waited for, and not one that has ended', async () => {
  let left = 0
  const silent: AsyncIterable<number> = {
    [Symbol.asyncIterator]: () => ({
      next: () => new Promise(() => {}),
      return: () => {
        left += 1
        return Promise.reject(new Error('nobody hears it'))
      },
    }),
  }
  const { next, leave } = batchesOf(silent, push, () => {}, same)
  void next()
  leave()
  expect(left).toBe(1)
  const ended = counting(() => 0, { at: 0, cause: 'gone' })
  const batches = batchesOf(ended.source, push, () => {}, same)
  await batches.next()
  batches.leave()
  expect(ended.state.left).toBe(0)
})
