import { containerCredentials, webIdentity } from '@x/bedrock-auth'
import {
  type Auth,
  amazonRetrieval,
  anyConverse,
  applyGuardrail,
  type Bedrock,
  BedrockError,
  countTokens,
  createBedrock,
  embed,
  type Fetch,
  generateText,
  rerank,
  streamText,
} from '@x/bedrock-core'
import { encodeFrame } from '@x/bedrock-core/testing'
import { instanceCredentials } from '@x/bedrock-node'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { rows } from '../shared/rows.ts'
import { transports, wholeOutcome } from './ask.ts'
import { accounted } from './ledger.ts'
import { patience } from './places.ts'
import { type Script, type Service, startService } from './service.ts'

vi.setConfig({ testTimeout: patience })

let service: Service
beforeAll(async () => {
  service = await startService()
})
afterAll(() => service.stop())

const piece = Buffer.from('x'.repeat(2 ** 16))

/** Bytes: what the buffers of both sockets hold beside what was read. */
const inSockets = 2 ** 24

/** Of every form, one that is asked by InvokeModel and one by Converse. */
const forms = rows.filter(({ name }) => ['claude/messages', 'converse/converse'].includes(name))

/** JSON that has no end, and what became of it. */
const endless = (status = '200 OK', headers = '') => {
  const sent = { bytes: 0, left: false }
  const script: Script = async (answer) => {
    void answer.gone().then(() => {
      sent.left = true
    })
    answer.raw(`HTTP/1.1 ${status}\r\n${headers}content-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n`)
    answer.write(Buffer.from('{"message":"'))
    while (!sent.left) {
      answer.write(piece)
      sent.bytes += piece.length
      await answer.drained()
    }
  }
  return { sent, script }
}

const errorOf = async (call: Promise<unknown>): Promise<BedrockError> => {
  const error = await call.then(
    () => undefined,
    (cause: unknown) => cause,
  )
  if (!BedrockError.is(error)) throw new Error('no typed error', { cause: error })
  return error
}

/** Every verb that is answered whole, of a client. */
const verbs: Readonly<
  Record<string, (bedrock: Bedrock<ReturnType<typeof amazonRetrieval | typeof anyConverse>>) => Promise<unknown>>
> = {
  embed: (bedrock) => embed({ model: bedrock('amazon.titan-embed-text-v2:0'), value: 'Hi' }),
  rerank: (bedrock) => rerank({ model: bedrock('amazon.rerank-v1:0'), query: 'Hi', documents: ['Ho', 'Hm'] }),
  countTokens: (bedrock) => countTokens({ model: bedrock('amazon.nova-lite-v1:0'), prompt: 'Hi' }),
  applyGuardrail: (bedrock) =>
    applyGuardrail({ bedrock, guardrail: { id: 'a', version: '1' }, source: 'input', content: 'Hi' }),
}

describe.each(transports)('over %s', (_, transport) => {
  /** The connection is closed where so much has come, and nothing else is left. */
  const cutAt = async (most: number, bounded: ReturnType<typeof endless>, ask: (fetch: Fetch) => Promise<void>) => {
    const own = transport()
    const fetch: Fetch = (url, init) => (own ?? globalThis.fetch)(url, init)
    await accounted(service, own, async () => {
      await ask(fetch)
      await expect.poll(() => bounded.sent.left).toBe(true)
    })
    expect(bounded.sent.bytes).toBeLessThan(most + inSockets)
  }

  const client = (fetch: Fetch, script: Script, observe?: Auth['observe']) => {
    const auth: Auth = async (request) => ({
      ...request,
      headers: { ...request.headers, ...service.headersFor(script) },
    })
    return createBedrock({
      region: 'us-east-1',
      auth: observe ? Object.assign(auth, { observe }) : auth,
      families: [amazonRetrieval(), anyConverse()],
      endpoint: service.endpoint,
      retry: false,
      fetch,
    })
  }

  test.each(forms)('a whole answer without end is one error: $name', async (row) => {
    const bounded = endless()
    await cutAt(2 ** 25, bounded, async (fetch) => {
      const { error } = await wholeOutcome({
        row,
        service,
        script: bounded.script,
        fetch: Object.assign(fetch, { close: async () => {} }),
      })
      expect(error?.code).toBe('malformed')
      expect(error?.message).toMatch(/too long.*endpoint/)
    })
  })

  test.each(Object.entries(verbs))('%s without end is one error', async (_verb, ask) => {
    const bounded = endless()
    await cutAt(2 ** 25, bounded, async (fetch) => {
      expect(await errorOf(ask(client(fetch, bounded.script)))).toMatchObject({ code: 'malformed' })
    })
  })

  test.each([
    ['an auth that does not listen', undefined],
    ['one that is shown every answer', () => false],
  ])('a refusal without end says what its status and headers say, with %s', async (_auth, observe) => {
    const bounded = endless('403 Forbidden', 'x-amzn-errortype: ExpiredTokenException\r\n')
    await cutAt(2 ** 16, bounded, async (fetch) => {
      const bedrock = client(fetch, bounded.script, observe)
      const error = await errorOf(generateText({ model: bedrock('amazon.nova-lite-v1:0'), prompt: 'Hi' }))
      expect(error).toMatchObject({ code: 'expired-credentials', status: 403 })
      expect(error.message.length).toBeLessThan(1000)
    })
  })

  test('a streamed answer without end ends at its total limit, with what had come', async () => {
    const sent = { bytes: 0, left: false }
    const delta = { contentBlockIndex: 0, delta: { text: 'x'.repeat(1000) } }
    const frame = encodeFrame({ ':message-type': 'event', ':event-type': 'contentBlockDelta' }, JSON.stringify(delta))
    const script: Script = async (answer) => {
      void answer.gone().then(() => {
        sent.left = true
      })
      answer.begin()
      while (!sent.left) {
        answer.write(frame)
        sent.bytes += 1000
        await answer.drained()
        // Slower than the machine could, so that the limit is met before the memory is.
        await new Promise((resolve) => setTimeout(resolve, 1))
      }
    }
    await cutAt(2 ** 25, { sent, script }, async (fetch) => {
      const model = client(fetch, script)('amazon.nova-lite-v1:0')
      const stream = streamText({ model, prompt: 'Hi', timeout: { total: 300 } })
      let read = 0
      const error = await errorOf(
        (async () => {
          for await (const text of stream.textStream) read += text.length
        })(),
      )
      expect(error).toMatchObject({ code: 'timeout', partial: { text: 'x'.repeat(read) } })
      expect(read).toBeGreaterThan(1000)
    })
  })

  test.each(['container', 'STS', 'instance'] as const)('credentials of %s without end are broken', async (source) => {
    const bounded = endless()
    await cutAt(2 ** 16, bounded, async (plain) => {
      const headers = service.headersFor(bounded.script)
      const fetch: Fetch = (url, init) => plain(url, { ...init, headers: { ...init.headers, ...headers } })
      const { endpoint } = service
      const sources = {
        container: containerCredentials({
          fetch,
          environment: { AWS_CONTAINER_CREDENTIALS_FULL_URI: `${endpoint}/credentials` },
        }),
        STS: webIdentity({
          fetch,
          endpoint,
          region: 'us-east-1',
          roleArn: 'arn:aws:iam::1:role/a',
          token: async () => 'a',
        }),
        instance: instanceCredentials({ fetch, environment: { AWS_EC2_METADATA_SERVICE_ENDPOINT: endpoint } }),
      }
      expect(await errorOf(sources[source]())).toMatchObject({ code: 'broken-credentials' })
    })
  })
})
