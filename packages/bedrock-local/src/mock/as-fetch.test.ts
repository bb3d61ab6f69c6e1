import { anyConverse, createBedrock, generateText, streamText } from '@x/bedrock-core'
import { describe, expect, it } from 'vitest'
import type { AnswerStep } from '../answer/step.ts'
import { mockBedrock } from './mock-bedrock.ts'

const id = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0'

describe('a mock’s fetch', () => {
  it('rejects an aborted call, before the answer and in the middle of it, and stops the answerer', async () => {
    const stopped: string[] = []
    async function* slow(first: AnswerStep[]): AsyncGenerator<AnswerStep> {
      try {
        yield* first
        yield { type: 'wait', ms: 60_000 }
        yield { type: 'text', text: 'too late' }
      } finally {
        stopped.push('stopped')
      }
    }
    const mock = mockBedrock({ answers: [slow([]), slow([{ type: 'text', text: 'Half ' }])] })
    const model = createBedrock({ ...mock.options, families: [anyConverse()] })(id)
    await expect(generateText({ model, prompt: 'One', signal: AbortSignal.timeout(20) })).rejects.toMatchObject({
      code: 'aborted',
    })
    let text = ''
    const caller = new AbortController()
    const streaming = async () => {
      for await (const piece of streamText({ model, prompt: 'Two', signal: caller.signal }).textStream) {
        text += piece
        caller.abort()
      }
    }
    await expect(streaming()).rejects.toMatchObject({ code: 'aborted' })
    expect(text).toBe('Half ')
    for (let turn = 0; turn < 50 && stopped.length < 2; turn += 1)
      await new Promise((resolve) => setTimeout(resolve, 10))
    expect(stopped).toEqual(['stopped', 'stopped'])
    // A reader who leaves before the first byte.
    const unread = mockBedrock({ answers: slow([{ type: 'text', text: 'Half ' }]) })
    const body = JSON.stringify({ messages: [{ role: 'user', content: [{ text: 'hi' }] }] })
    const url = `http://localhost/model/${encodeURIComponent(id)}/converse-stream`
    await (await unread.fetch(url, { method: 'POST', body })).body?.cancel()
    for (let turn = 0; turn < 50 && stopped.length < 3; turn += 1)
      await new Promise((resolve) => setTimeout(resolve, 10))
    expect(stopped).toHaveLength(3)
  })

  it('takes what a fetch takes, and an answer that is not read leaves nothing behind', async () => {
    const mock = mockBedrock({ answers: 'Hi.' })
    const body = JSON.stringify({ messages: [{ role: 'user', content: [{ text: 'hi' }] }] })
    const url = new URL(`http://localhost/model/${encodeURIComponent(id)}/converse`)
    const caller = new AbortController()
    for (const answer of [
      await mock.fetch(url, { method: 'POST', body, signal: caller.signal }),
      await mock.fetch(new Request(url, { method: 'POST', body })),
      await mock.fetch(url.href, { method: 'POST', body }),
    ])
      expect(answer.status).toBe(200)
    caller.abort()
    await expect(mock.fetch(url, { method: 'POST', body, signal: caller.signal })).rejects.toThrow(/abort/i)
    expect(mock.requests).toHaveLength(3)
  })
})
