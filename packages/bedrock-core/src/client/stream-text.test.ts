import { describe, expect, it, vi } from 'vitest'
import { encodeFrame } from '../testing/encode-frame.ts'
import type { Fetch } from '../wire/http.ts'
import { streamText } from './stream-text.ts'
import { failureOf, frames, modelOn, partsOf, streamed } from './test/fake-service.ts'

describe('streamText', () => {
  it('sends nothing until somebody reads', async () => {
    const fetch = vi.fn<Fetch>(async () => streamed(frames))
    const stream = streamText({ model: modelOn(fetch), prompt: 'Hi' })
    await new Promise((resolve) => setTimeout(resolve, 5))
    expect(fetch).not.toHaveBeenCalled()
    expect((await stream.result).text).toBe('Hello')
    expect(fetch).toHaveBeenCalledTimes(1)
  })

  it('gives parts, and the same generation as its result', async () => {
    const stream = streamText({ model: modelOn(async () => streamed(frames)), prompt: 'Hi' })
    const { result } = stream
    expect(await partsOf(stream)).toEqual(['start', 'text-start', 'text-delta', 'text-delta', 'text-end', 'finish'])
    expect(await result).toMatchObject({
      text: 'Hello',
      finishReason: 'stop',
      usage: { inputTokens: 3, totalTokens: 5 },
    })
  })

  it('gives only the text, and the result after the loop', async () => {
    const stream = streamText({ model: modelOn(async () => streamed(frames)), prompt: 'Hi' })
    const pieces: string[] = []
    for await (const text of stream.textStream) pieces.push(text)
    expect(pieces).toEqual(['Hel', 'lo'])
    expect((await stream.result).response.requestId).toBe('request-1')
  })

  it('keeps however many parts come in one piece while nobody reads them', async () => {
    const [word, , stop] = frames
    const many = 150_000
    const piece = new Uint8Array(Buffer.concat(Array.from({ length: many }, () => word ?? new Uint8Array())))
    const pieces = [word, piece, stop].filter((one) => one !== undefined)
    const { text } = await streamText({ model: modelOn(async () => streamed(pieces)), prompt: 'Hi' }).result
    expect(text).toHaveLength(3 * (many + 1))
  })

  it('gives its parts after the result was awaited', async () => {
    const stream = streamText({ model: modelOn(async () => streamed(frames)), prompt: 'Hi' })
    await stream.result
    expect(await partsOf(stream.fullStream)).toHaveLength(6)
  })

  it('is read once', async () => {
    const stream = streamText({ model: modelOn(async () => streamed(frames)), prompt: 'Hi' })
    await partsOf(stream)
    expect(() => stream[Symbol.asyncIterator]()).toThrow(/already being read/)
  })

  it('throws what was refused, without an unhandled rejection', async () => {
    const fetch: Fetch = async () =>
      Response.json({ message: 'Slow' }, { status: 429, headers: { 'x-amzn-errortype': 'ThrottlingException' } })
    const stream = streamText({ model: modelOn(fetch), prompt: 'Hi' })
    void stream.result
    expect((await failureOf(partsOf(stream))).code).toBe('throttled')
    expect((await failureOf(stream.result)).code).toBe('throttled')
  })

  it('gives out what came in one piece with what breaks it', async () => {
    const exception = encodeFrame({ ':message-type': 'exception', ':exception-type': 'throttlingException' }, '{}')
    const piece = new Uint8Array([...frames.slice(0, 2), exception].flatMap((frame) => [...frame]))
    const read: string[] = []
    const reading = async (): Promise<void> => {
      const { textStream } = streamText({ model: modelOn(async () => streamed([piece])), prompt: 'Hi' })
      for await (const text of textStream) read.push(text)
    }
    expect(await failureOf(reading())).toMatchObject({ code: 'throttled', partial: { text: 'Hello' } })
    expect(read).toEqual(['Hel', 'lo'])
  })

  it('gives out what arrived before the stream was cut, then throws with the partial answer', async () => {
    const whole = new Uint8Array(frames.flatMap((frame) => [...frame]))
    for (let end = 0; end < whole.length; end += 1) {
      const stream = streamText({ model: modelOn(async () => streamed([whole.subarray(0, end)])), prompt: 'Hi' })
      let text = ''
      const error = await failureOf(
        (async () => {
          for await (const piece of stream.textStream) text += piece
        })(),
      )
      expect(error).toMatchObject({ code: 'truncated', partial: { text }, requestId: 'request-1' })
      expect('Hello'.startsWith(text)).toBe(true)
    }
  })

  it('throws an exception frame after the good ones', async () => {
    const exception = encodeFrame(
      { ':exception-type': 'throttlingException', ':message-type': 'exception' },
      '{"message":"Slow"}',
    )
    const bytes = new Uint8Array([...(frames[0] ?? []), ...exception])
    const stream = streamText({ model: modelOn(async () => streamed([bytes])), prompt: 'Hi' })
    const error = await failureOf(stream.result)
    expect(error).toMatchObject({ code: 'throttled', awsName: 'throttlingException', partial: { text: 'Hel' } })
  })

  it('calls a broken connection truncated', async () => {
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        controller.enqueue((frames[0] ?? new Uint8Array()).slice())
      },
      pull: (controller) => controller.error(new TypeError('terminated')),
    })
    const error = await failureOf(streamText({ model: modelOn(async () => new Response(body)), prompt: 'Hi' }).result)
    expect(error).toMatchObject({ code: 'truncated', retryable: true })
  })

  it('closes the connection when a loop is left', async () => {
    const cancelled = vi.fn()
    const fetch: Fetch = async () => streamed(frames.slice(0, 2), cancelled, false)
    const stream = streamText({ model: modelOn(fetch), prompt: 'Hi' })
    for await (const text of stream.textStream) {
      expect(text).toBe('Hel')
      break
    }
    await vi.waitFor(() => expect(cancelled).toHaveBeenCalledTimes(1))
    expect((await failureOf(stream.result)).code).toBe('aborted')
  })

  it('closes the connection on abort, even when fetch ignores the signal, and leaves no listener', async () => {
    const cancelled = vi.fn()
    const controller = new AbortController()
    const remove = vi.spyOn(controller.signal, 'removeEventListener')
    const fetch: Fetch = async () => streamed(frames.slice(0, 2), cancelled, false)
    const stream = streamText({ model: modelOn(fetch), prompt: 'Hi', signal: controller.signal })
    const error = await failureOf(
      (async () => {
        for await (const text of stream.textStream) if (text === 'lo') controller.abort()
      })(),
    )
    expect(error).toMatchObject({ code: 'aborted', partial: { text: 'Hello' } })
    expect(cancelled).toHaveBeenCalledTimes(1)
    await vi.waitFor(() => expect(remove).toHaveBeenCalled())
  })

  it('asks whole and gives out a stream where a model cannot stream what is asked', async () => {
    const fetch = vi.fn<Fetch>(async () => Response.json({ text: 'Hello', stop: 'end_turn' }))
    const tools = { now: { inputSchema: { type: 'object' } } }
    const stream = streamText({ model: modelOn(fetch), prompt: 'Hi', tools })
    expect(await partsOf(stream)).toEqual(['start', 'text-start', 'text-delta', 'text-end', 'finish'])
    expect(fetch.mock.calls[0]?.[0]).toMatch(/\/invoke$/)
  })
})
