import { generateText, streamText } from '@x/bedrock-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AnswerStep } from '../answer/step.ts'
import { testIdentity } from '../auth/identity.ts'
import { faultHeader } from '../faults/parse.ts'
import { createLocalBedrock } from '../local-bedrock.ts'
import { replay } from '../replay/replay.ts'
import { scripted } from '../scripted/scripted.ts'
import { type RunningLocalBedrock, startLocalBedrock } from '../server/start.ts'
import { clientOf, testAuth } from '../test/client.ts'
import { record } from './record.ts'

const model = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0'

/** Takes the place of real Bedrock: only the identity that `record` was given may call it. */
const upstreamIdentity = {
  accessKeyId: 'AKIAUPSTREAMUPSTREAM',
  secretAccessKey: 'u',
  apiKey: `ABSK${'dXBzdHJlYW0'.repeat(4)}`,
}
let upstream: RunningLocalBedrock
beforeAll(async () => {
  upstream = await startLocalBedrock({ answerer: scripted({ pace: 0 }), identities: [upstreamIdentity] })
})
afterAll(() => upstream.close())

const recording = () => {
  const lines: string[] = []
  const skipped: string[] = []
  const responder = record({
    upstream: upstream.url,
    auth: async (request) => ({
      ...request,
      headers: { ...request.headers, authorization: `Bearer ${upstreamIdentity.apiKey}` },
    }),
    write: (line) => {
      lines.push(line)
    },
    onSkip: (reason) => skipped.push(reason),
  })
  return { lines, skipped, responder }
}

const bodyOf = (text: string) => JSON.stringify({ messages: [{ role: 'user', content: [{ text }] }] })

const post = (fetch: (request: Request) => Promise<Response>, operation: string, body: string, headers = {}) =>
  fetch(
    new Request(`http://localhost/model/${encodeURIComponent(model)}/${operation}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${testIdentity.apiKey}`, 'content-type': 'application/json', ...headers },
      body,
    }),
  )

describe('record', () => {
  it('passes calls on under its own credentials, and replay says the same bytes again', async () => {
    const { lines, responder } = recording()
    const first = createLocalBedrock({ answerer: responder })
    const asks = [
      ['converse', bodyOf('echo one')],
      ['converse-stream', bodyOf('think, and show a table')],
      ['converse', bodyOf('fail, access')],
      ['converse-stream', bodyOf('fail midway')],
      ['converse', bodyOf('echo one')],
      [
        'invoke-with-response-stream',
        '{"anthropic_version":"bedrock-2023-05-31","max_tokens":9,"messages":[{"role":"user","content":"Grüße 🌊"}]}',
      ],
    ] as const
    const heard = async (local: { fetch: (request: Request) => Promise<Response> }) => {
      const all: string[] = []
      for (const [operation, body] of asks) {
        const answer = await post(local.fetch, operation, body)
        const bytes = Buffer.from(await answer.arrayBuffer()).toString('base64')
        all.push(
          `${answer.status} ${answer.headers.get('content-type')} ${answer.headers.get('x-amzn-errortype')} ${bytes}`,
        )
      }
      return all
    }
    const original = await heard(first)
    expect(lines).toHaveLength(asks.length)
    expect(await heard(createLocalBedrock({ answerer: replay(lines.join('')) }))).toEqual(original)
    expect(original[2]).toMatch(/^403 application\/json AccessDeniedException/)
    for (const line of lines) {
      expect(line).not.toContain('ABSK')
      expect(line.toLowerCase()).not.toContain('authorization')
    }
  })

  it('hands a stream on as it comes, and keeps nothing of one that was not read to its end', async () => {
    const { lines, responder } = recording()
    const local = createLocalBedrock({ answerer: responder })
    const answer = await post(local.fetch, 'converse-stream', bodyOf('a long story'))
    const reader = answer.body?.getReader()
    expect((await reader?.read())?.done).toBe(false)
    await reader?.cancel()
    expect(lines).toEqual([])
  })

  it('does not write down a stream that it cannot read, and so not scrub', async () => {
    const broken = await startLocalBedrock({
      answerer: scripted({ pace: 0 }),
      identities: [upstreamIdentity],
      faults: [{ type: 'checksum', frame: 1 }],
    })
    const lines: string[] = []
    const skipped: string[] = []
    const responder = record({
      upstream: broken.url,
      auth: async (request) => ({
        ...request,
        headers: { ...request.headers, authorization: `Bearer ${upstreamIdentity.apiKey}` },
      }),
      write: (line) => void lines.push(line),
      onSkip: (reason) => skipped.push(reason),
    })
    await (await post(createLocalBedrock({ answerer: responder }).fetch, 'converse-stream', bodyOf('hi'))).arrayBuffer()
    expect(lines).toEqual([])
    expect(skipped).toEqual([expect.stringMatching(/was not recorded/)])
    await broken.close()
  })

  it('says so when nobody answers upstream', async () => {
    const responder = record({ upstream: 'http://127.0.0.1:9', auth: testAuth, write: () => undefined })
    const answer = await post(createLocalBedrock({ answerer: responder }).fetch, 'converse', bodyOf('hi'))
    expect([answer.status, await answer.text()]).toEqual([503, expect.stringContaining('did not answer')])
  })

  it('faults go on top of a replay', async () => {
    const { lines, responder } = recording()
    await (await post(createLocalBedrock({ answerer: responder }).fetch, 'converse-stream', bodyOf('hi'))).arrayBuffer()
    const { fetch } = createLocalBedrock({ answerer: replay(lines.join(''), { repeat: true }) })
    const sizes: number[] = []
    const answer = await post(fetch, 'converse-stream', bodyOf('hi'), { [faultHeader]: 'rechunk=100' })
    for await (const chunk of answer.body ?? []) sizes.push(chunk.length)
    expect(new Set(sizes.slice(0, -1))).toEqual(new Set([100]))
  })
})

describe('what a cassette does not know', () => {
  const local = createLocalBedrock({
    answerer: replay([
      JSON.stringify({
        model,
        operation: 'converse',
        request: { body: { messages: ['one'], inferenceConfig: { maxTokens: 5 } } },
        response: { status: 200, body: '{}' },
      }),
      JSON.stringify({
        model,
        operation: 'converse',
        request: { body: { messages: ['two'], inferenceConfig: { maxTokens: 5 } } },
        response: { status: 200, body: '{}' },
      }),
    ]),
  })

  it('is refused with the nearest exchange, and what is different there', async () => {
    const answer = await post(
      local.fetch,
      'converse',
      '{"inferenceConfig":{"maxTokens":5},"messages":["three"],"topK":1}',
    )
    expect(answer.status).toBe(400)
    expect(await answer.json()).toEqual({
      message: `No recorded exchange matches POST /model/${model}/converse. Exchange 1 comes nearest, but for messages[0]: asked "three", recorded "one"; topK: asked 1, recorded nothing. Record it, or give a looser \`match\`.`,
    })
  })

  it('is refused with the paths there are', async () => {
    const answer = await post(local.fetch, 'invoke', '{}')
    expect(await answer.text()).toContain(`Recorded are /model/${model}/converse.`)
  })

  it('may be a second time', async () => {
    const body = '{"messages":["two"],"inferenceConfig":{"maxTokens":5}}'
    expect((await post(local.fetch, 'converse', body)).status).toBe(200)
    expect(await (await post(local.fetch, 'converse', body)).text()).toContain('was recorded 1 times with this body')
  })
})

describe('a cassette', () => {
  it('has no secrets in its streams, of InvokeModel’s base64 as of Converse, and they stay readable', async () => {
    const told =
      'Your role is arn:aws:iam::444455556666:role/Jane and your key ABSKc2VjcmV0c2VjcmV0c2VjcmV0 and that is all.'
    async function* tells(): AsyncGenerator<AnswerStep> {
      yield { type: 'text', text: told }
    }
    const leaking = await startLocalBedrock({ answerer: tells })
    const lines: string[] = []
    const responder = record({ upstream: leaking.url, auth: testAuth, write: (line) => void lines.push(line) })
    const local = createLocalBedrock({ answerer: responder })
    const invoke =
      '{"anthropic_version":"bedrock-2023-05-31","max_tokens":99,"messages":[{"role":"user","content":"hi"}]}'
    await (await post(local.fetch, 'invoke-with-response-stream', invoke)).arrayBuffer()
    const bedrock = clientOf({
      endpoint: 'http://localhost',
      fetch: (url, init) => local.fetch(new Request(url, init)),
    })
    for await (const _ of streamText({ model: bedrock(model), prompt: 'hi' }).textStream);
    await generateText({ model: bedrock(model), prompt: 'hi' })
    const decoded = lines.map(
      (line) => line + Buffer.from(JSON.parse(line).response.bodyBase64 ?? '', 'base64').toString('latin1'),
    )
    for (const text of decoded) {
      const plain = text + [...text.matchAll(/"bytes":"([^"]+)"/g)].map(([, inner = '']) => atob(inner)).join('')
      for (const hidden of ['444455556666', 'Jane', 'c2VjcmV0']) expect(plain).not.toContain(hidden)
    }
    const again = createLocalBedrock({ answerer: replay(lines.join('')) })
    const client = clientOf({ endpoint: 'http://localhost', fetch: (url, init) => again.fetch(new Request(url, init)) })
    let text = ''
    for await (const piece of streamText({ model: client(model), prompt: 'hi' }).textStream) text += piece
    expect(text).toBe('Your role is arn:aws:iam::123456789012:(scrubbed) and your key (scrubbed) and that is all.')
    await leaking.close()
  })
})
