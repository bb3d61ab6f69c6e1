import { expect, test } from 'vitest'
import { streamStoreLaws } from '../../testing/stream-store-laws.ts'
import { memoryStreamStore } from './memory-stream-store.ts'

test.each(streamStoreLaws)('memory: $name', async ({ holds }) => {
  const store = memoryStreamStore()
  await holds(store, store)
})

test('what ended is kept for a while, and then neither found nor held', async () => {
  let time = 0
  const store = memoryStreamStore({ keepMs: 1000, now: () => time })
  const [ended, open] = [
    { chatId: 'c', streamId: 'ended' },
    { chatId: 'd', streamId: 'open' },
  ]
  await store.open(ended)
  await store.open(open)
  await store.append(ended, 1, ['a'], true)
  time = 999
  expect(await store.latest('c')).toBe('ended')
  time = 1000
  expect(await store.latest('c')).toBeUndefined()
  expect((await store.read(ended, 0, AbortSignal.abort())).state).toBe('missing')
  await store.open({ chatId: 'e', streamId: 'e' })
  // The name is free again, and what is being made is never forgotten.
  await store.open(ended)
  expect((await store.read(open, 0, AbortSignal.abort())).state).toBe('open')
})
