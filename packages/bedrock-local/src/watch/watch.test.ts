import { streamText } from '@x/bedrock-core'
import { describe, expect, it } from 'vitest'
import type { Answerer } from '../answer/step.ts'
import { testIdentity } from '../auth/identity.ts'
import { faultHeader } from '../faults/parse.ts'
import { createLocalBedrock } from '../local-bedrock.ts'
import { clientOf } from '../test/client.ts'
import { createCallLog } from './call-log.ts'
import type { WatchEvent } from './event.ts'

const model = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0'
const says: Answerer = async function* () {
  yield { type: 'text', text: 'Hello ' }
  yield { type: 'text', text: 'there.' }
}

const post = (fetch: (request: Request) => Promise<Response>, operation: string, headers = {}, query = '') =>
  fetch(
    new Request(`http://localhost/model/${encodeURIComponent(model)}/${operation}${query}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${testIdentity.apiKey}`, 'x-my-own': 'private', ...headers },
      body: JSON.stringify({ messages: [{ role: 'user', content: [{ text: 'hi' }] }] }),
    }),
  )

describe('watching', () => {
  it('tells a stream as it happens: request, frames with their payload, and how it ended', async () => {
    const log = createCallLog()
    const { fetch } = createLocalBedrock({ answerer: says, watch: log.watch })
    const bedrock = clientOf({ endpoint: 'http://localhost', fetch: (url, init) => fetch(new Request(url, init)) })
    for await (const _ of streamText({ model: bedrock(model), prompt: 'hi' }).textStream);
    const [call] = log.calls()
    expect(call).toMatchObject({
      request: {
        method: 'POST',
        path: `/model/${encodeURIComponent(model)}/converse-stream`,
        headers: { 'content-type': 'application/json', authorization: '(hidden)' },
        body: { messages: [{ role: 'user', content: [{ text: 'hi' }] }] },
      },
      response: { status: 200, headers: { 'content-type': 'application/vnd.amazon.eventstream' } },
      end: { how: 'whole' },
      summary: { model, operation: 'converse-stream', by: 'api-key', status: 200, outputTokens: 3 },
    })
    expect(call?.frames.map((frame) => ('headers' in frame ? frame.headers[':event-type'] : frame.broken))).toEqual(
      'messageStart contentBlockDelta contentBlockDelta contentBlockStop messageStop metadata'.split(' '),
    )
    expect(call?.frames[1]).toMatchObject({ payload: { delta: { text: 'Hello ' } } })
  })

  it('shows InvokeModel’s chunks out of their base64, whole answers as JSON, and refusals', async () => {
    const log = createCallLog()
    const { fetch } = createLocalBedrock({ answerer: says, watch: log.watch, requireAuth: false })
    const body = JSON.stringify({
      anthropic_version: 'bedrock-2023-05-31',
      max_tokens: 9,
      messages: [{ role: 'user', content: 'hi' }],
    })
    const url = `http://localhost/model/${encodeURIComponent(model)}/invoke-with-response-stream`
    await (await fetch(new Request(url, { method: 'POST', body }))).arrayBuffer()
    await (await post(fetch, 'converse')).arrayBuffer()
    await (await post(fetch, 'nothing')).arrayBuffer()
    const [stream, whole, refused] = log.calls()
    expect(stream?.frames[0]).toMatchObject({ payload: { type: 'message_start' } })
    expect(whole?.response?.body).toMatchObject({ stopReason: 'end_turn' })
    expect(refused).toMatchObject({ response: { status: 404 }, summary: { exception: 'UnknownOperationException' } })
  })

  it('sees what the caller sees: broken frames, broken connections, callers who leave', async () => {
    const log = createCallLog()
    const { fetch } = createLocalBedrock({ answerer: says, watch: log.watch })
    await (await post(fetch, 'converse-stream', { [faultHeader]: 'checksum@frame:1' })).arrayBuffer()
    const broken = await post(fetch, 'converse-stream', { [faultHeader]: 'reset@frame:2' })
    await expect(broken.arrayBuffer()).rejects.toThrow('broke the connection')
    const reader = (await post(fetch, 'converse-stream')).body?.getReader()
    await reader?.read()
    await reader?.cancel()
    await new Promise((resolve) => setTimeout(resolve, 5))
    const calls = log.calls()
    expect(calls.map(({ end }) => end?.how)).toEqual(['whole', 'broken', 'left'])
    expect(calls[0]?.frames[1]).toMatchObject({ broken: expect.stringMatching(/checksum/i) })
    expect(calls[1]?.frames).toHaveLength(2)
  })

  it('never holds what proves the caller, nor any header it does not know', async () => {
    const events: WatchEvent[] = []
    const { fetch } = createLocalBedrock({ answerer: says, watch: (event) => events.push(event) })
    await post(
      fetch,
      'converse',
      { 'x-amz-security-token': 'a-session-token', cookie: 'crumbs' },
      '?X-Amz-Signature=proof',
    )
    const said = JSON.stringify(events)
    for (const secret of [testIdentity.apiKey, 'a-session-token', 'crumbs', 'proof', 'private'])
      expect(said).not.toContain(secret)
    expect(said).toContain('"x-my-own":"(hidden)"')
    expect(said).toContain('?(hidden)')
  })

  it('keeps no more calls, frames and characters than it says', async () => {
    const log = createCallLog({ calls: 3, frames: 4 })
    const { fetch } = createLocalBedrock({ answerer: says, watch: log.watch, requireAuth: false })
    for (let call = 0; call < 10; call += 1) await (await post(fetch, 'converse-stream')).arrayBuffer()
    expect(log.calls()).toHaveLength(3)
    for (const call of log.calls()) expect([call.frames.length, call.moreFrames]).toEqual([4, 2])
    const long = JSON.stringify({ messages: [{ role: 'user', content: [{ text: 'x'.repeat(1_000_000) }] }] })
    const url = `http://localhost/model/${encodeURIComponent(model)}/converse`
    await (await fetch(new Request(url, { method: 'POST', body: long }))).arrayBuffer()
    expect(JSON.stringify(log.calls().at(-1)?.request.body).length).toBeLessThan(201_000)
  })

  it('tells subscribers until they leave', async () => {
    const log = createCallLog()
    const { fetch } = createLocalBedrock({ answerer: says, watch: log.watch, requireAuth: false })
    const seen: string[] = []
    const leave = log.subscribe(({ type }) => seen.push(type))
    await (await post(fetch, 'converse')).arrayBuffer()
    leave()
    await (await post(fetch, 'converse')).arrayBuffer()
    expect(seen).toEqual(['request', 'request-body', 'call', 'response', 'response-body', 'end'])
  })
})
