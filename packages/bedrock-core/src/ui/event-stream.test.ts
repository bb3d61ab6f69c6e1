import { expect, test, vi } from 'vitest'
import { TextStream } from '../client/text-stream.ts'
import type { StreamPart } from '../speech/stream-part.ts'
import { toUIResponse } from './to-ui-response.ts'

/** Starts, then counts words for ever; or waits for ever, after some. */
const endless = (silentAfter = Number.POSITIVE_INFINITY) => {
  const state = { asked: 0, left: false }
  const source: AsyncIterable<StreamPart> = {
    [Symbol.asyncIterator]: () => ({
      next() {
        const number = state.asked++
        if (number > silentAfter) return new Promise(() => {})
        const value: StreamPart =
          number === 0
            ? { type: 'start', warnings: [], response: { modelId: 'm' } }
            : number === 1
              ? { type: 'text-start', id: '0' }
              : { type: 'text-delta', id: '0', text: `${number} ` }
        return Promise.resolve({ done: false, value })
      },
      return() {
        state.left = true
        return Promise.resolve({ done: true, value: undefined })
      },
    }),
  }
  return { source, state }
}

const idle = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))

test('a metadata function that throws ends the answer and leaves its source', async () => {
  const { source, state } = endless()
  const response = toUIResponse(source, {
    metadata: () => {
      throw new Error('own')
    },
  })
  await expect(response.text()).rejects.toThrow('own')
  expect(state.left).toBe(true)
})

test('a browser that does not read stops the source', async () => {
  const { source, state } = endless()
  const response = toUIResponse(source)
  await idle(30)
  const before = state.asked
  await idle(30)
  expect(state.asked).toBe(before)
  expect(before).toBeLessThan(1000)
  await response.body?.cancel()
})

test('a browser that leaves ends the source at once, even while it is silent', async () => {
  const { source, state } = endless(2)
  const reader = toUIResponse(source).body?.getReader()
  await reader?.read()
  await idle(5)
  await reader?.cancel()
  expect(state.left).toBe(true)
})

test('comments beat while the model is silent, and do not pile up for a browser that does not read', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  try {
    const { source } = endless(2)
    const reader = toUIResponse(source).body?.getReader()
    await reader?.read()
    await idle(1)
    vi.advanceTimersByTime(75_000)
    const decoder = new TextDecoder()
    expect(decoder.decode((await reader?.read())?.value)).toBe(': keep-alive\n\n')
    const heard: unknown[] = []
    const next = reader?.read().then((piece) => heard.push(piece))
    await idle(1)
    expect(heard).toEqual([])
    vi.advanceTimersByTime(15_000)
    await next
    expect(heard).toHaveLength(1)
    await reader?.cancel()
    expect(vi.getTimerCount()).toBe(0)
  } finally {
    vi.useRealTimers()
  }
})

test('a browser that leaves aborts the call to Bedrock, even while the model is silent', async () => {
  let call: AbortSignal | undefined
  const answer = new TextStream(async function* (signal) {
    call = signal
    yield [{ type: 'start', warnings: [], response: { modelId: 'm' } }]
    await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
  }, undefined)
  const reader = toUIResponse(answer).body?.getReader()
  await reader?.read()
  expect(call?.aborted).toBe(false)
  await reader?.cancel()
  expect(call?.aborted).toBe(true)
})
