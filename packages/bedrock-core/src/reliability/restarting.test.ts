import { describe, expect, it, vi } from 'vitest'
import type { CallMiddleware } from '../client/around.ts'
import { streamText } from '../client/stream-text.ts'
import { failureOf, frames, modelOn, partsOf, streamed } from '../client/test/fake-service.ts'
import { BedrockError } from '../errors/bedrock-error.ts'
import { toUIResponse } from '../ui/to-ui-response.ts'
import type { Fetch } from '../wire/http.ts'
import { restarting } from './restarting.ts'

/** Breaks off after its first word so many times. */
const breaking = (times: number) => {
  let calls = 0
  return vi.fn<Fetch>(async () => streamed(calls++ < times ? frames.slice(0, 1) : frames))
}

describe('restarting', () => {
  it('begins anew and tells the reader to forget; blocks are closed first', async () => {
    const stream = streamText({ model: restarting(modelOn(breaking(1))), prompt: 'Hi' })
    const parts: { type: string }[] = []
    for await (const part of stream) parts.push(part)
    expect(parts.map(({ type }) => type)).toEqual([
      ...['start', 'text-start', 'text-delta', 'text-end', 'restart'],
      ...['start', 'text-start', 'text-delta', 'text-delta', 'text-end', 'finish'],
    ])
    expect(parts[4]).toMatchObject({ error: { code: 'truncated', partial: { text: 'Hel' } } })
    expect((await stream.result).text).toBe('Hello')
  })

  it.each([
    [1, 2],
    [2, 3],
  ])('begins anew %i times at most', async (times, calls) => {
    const fetch = breaking(9)
    const stream = streamText({ model: restarting(modelOn(fetch), { times }), prompt: 'Hi' })
    expect(await failureOf(partsOf(stream))).toMatchObject({ code: 'truncated' })
    expect(fetch).toHaveBeenCalledTimes(calls)
  })

  it('fails readers who cannot take back what they were given, and closes the connection', async () => {
    const cancelled = vi.fn()
    let calls = 0
    const fetch: Fetch = async () => (calls++ === 0 ? streamed(frames.slice(0, 1)) : streamed(frames, cancelled, false))
    const read = async () => {
      let text = ''
      for await (const piece of streamText({ model: restarting(modelOn(fetch)), prompt: 'Hi' }).textStream)
        text += piece
      return text
    }
    expect(await failureOf(read())).toMatchObject({ code: 'truncated', partial: { text: 'Hel' } })
    const body = await toUIResponse(streamText({ model: restarting(modelOn(breaking(1))), prompt: 'Hi' })).text()
    expect(body).toContain('"type":"error"')
    expect(body).not.toContain('"delta":"lo"')
  })

  it('asks nothing anew once a whole tool call was handed out: nobody can take back what a tool has done', async () => {
    const asked = vi.fn()
    const around: readonly CallMiddleware[] = [
      {
        async *language() {
          asked()
          yield [{ type: 'tool-call', toolCallId: 't', toolName: 'pay', input: {} }]
          throw new BedrockError('truncated', 'Cut.')
        },
      },
    ]
    const stream = streamText({ model: restarting(modelOn(breaking(0), { around })), prompt: 'Hi' })
    expect(await failureOf(partsOf(stream))).toMatchObject({ code: 'truncated' })
    expect(asked).toHaveBeenCalledTimes(1)
  })

  it('leaves an answer that never began to the client’s retries', async () => {
    const fetch = vi.fn<Fetch>(async () => streamed([]))
    expect(await failureOf(partsOf(streamText({ model: restarting(modelOn(fetch)), prompt: 'Hi' })))).toMatchObject({
      code: 'truncated',
    })
    expect(fetch).toHaveBeenCalledTimes(1)
  })
})
