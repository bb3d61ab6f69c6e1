import { describe, expect, it, vi } from 'vitest'
import type { StreamPart } from '../speech/stream-part.ts'
import { streamText } from './stream-text.ts'
import { tee } from './tee.ts'
import { failureOf, frames, modelOn, partsOf, streamed } from './test/fake-service.ts'

const turn = () => new Promise((resolve) => setTimeout(resolve, 5))
const ask = (onCancel?: () => void, pieces = frames, close = true) =>
  streamText({ model: modelOn(async () => streamed(pieces, onCancel, close)), prompt: 'Hi' })

/** Counts what was asked of it. */
const counted = () => {
  const seen = { asked: 0, left: false }
  const parts = {
    [Symbol.asyncIterator]: () => ({
      next: async (): Promise<IteratorResult<StreamPart>> => {
        seen.asked += 1
        return { done: false, value: { type: 'text-delta', id: '0', text: String(seen.asked) } }
      },
      return: async (): Promise<IteratorResult<StreamPart>> => {
        seen.left = true
        return { done: true, value: undefined }
      },
    }),
  }
  return { seen, parts }
}

describe('tee', () => {
  it('gives the same answer twice, as parts and as a result', async () => {
    const [left, right] = tee(ask())
    const [parts, text, whole] = await Promise.all([partsOf(left), right.text, left.result])
    expect(parts).toEqual(['start', 'text-start', 'text-delta', 'text-delta', 'text-end', 'finish'])
    expect(text).toBe('Hello')
    expect(whole).toBe(await right.result)
  })

  it('lets no reader run ahead by more than one part', async () => {
    const { seen, parts } = counted()
    const [left, right] = tee(parts)
    const fast = left[Symbol.asyncIterator]()
    const slow = right[Symbol.asyncIterator]()
    await fast.next()
    const second = fast.next()
    await turn()
    expect(seen.asked).toBe(1)
    expect(await slow.next()).toMatchObject({ value: { text: '1' } })
    expect(await second).toMatchObject({ value: { text: '2' } })
    expect(seen.asked).toBe(2)
  })

  it('lets one go on when the other leaves, even while it waits; closes the connection when both have left', async () => {
    const { seen, parts } = counted()
    const [left, right] = tee(parts)
    const fast = left[Symbol.asyncIterator]()
    const slow = right[Symbol.asyncIterator]()
    await fast.next()
    const waiting = fast.next()
    await turn()
    await fast.return?.()
    await waiting
    for (let at = 1; at < 5; at++) expect(await slow.next()).toMatchObject({ value: { text: String(at) } })
    expect(seen.left).toBe(false)
    await slow.return?.()
    await turn()
    expect(seen.left).toBe(true)
  })

  it('closes the connection to Bedrock with the last reader', async () => {
    const cancel = vi.fn()
    const [left, right] = tee(ask(cancel, frames.slice(0, 2), false))
    const leave = async (stream: AsyncIterable<StreamPart>): Promise<void> => {
      for await (const part of stream) if (part.type === 'text-delta') break
    }
    await Promise.all([leave(left), leave(right)])
    await turn()
    expect(cancel).toHaveBeenCalledTimes(1)
  })

  it('tells both of a failure', async () => {
    const [left, right] = tee(ask(undefined, frames.slice(0, 2)))
    const failures = await Promise.all([failureOf(partsOf(left)), failureOf(right.result)])
    expect(failures.map(({ code }) => code)).toEqual(['truncated', 'truncated'])
  })
})

describe('what a stream promises', () => {
  it('is its result, piece by piece, by whoever asks first', async () => {
    const answer = ask()
    const { text, usage, finishReason, toolCalls, response } = answer
    expect(await Promise.all([text, finishReason, toolCalls])).toEqual(['Hello', 'stop', []])
    expect(await usage).toMatchObject({ totalTokens: 5 })
    expect(await response).toMatchObject({ requestId: 'request-1', attempts: 1 })
  })

  it('rejects as the result does, and ends no process when nobody listens', async () => {
    const answer = ask(undefined, frames.slice(0, 1))
    void answer.usage
    void answer.text
    await turn()
    expect(await failureOf(answer.response)).toBe(await failureOf(answer.result))
  })
})
