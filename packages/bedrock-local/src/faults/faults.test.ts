import { BedrockRuntimeClient, ConverseStreamCommand } from '@aws-sdk/client-bedrock-runtime'
import { NodeHttpHandler } from '@smithy/node-http-handler'
import { BedrockError, generateText, streamText } from '@x/bedrock-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AnswerStep } from '../answer/step.ts'
import { testIdentity } from '../auth/identity.ts'
import { createLocalBedrock } from '../local-bedrock.ts'
import { type RunningLocalBedrock, startLocalBedrock } from '../server/start.ts'
import { clientOf, testAuth } from '../test/client.ts'
import { faultForms, faultHeader, parseFaults } from './parse.ts'
import { createChance } from './with-faults.ts'

const words = ['One ', 'two ', 'three ', 'four.']
const model = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0'
async function* counting(): AsyncGenerator<AnswerStep> {
  for (const text of words) yield { type: 'text', text }
}

let local: RunningLocalBedrock
beforeAll(async () => {
  local = await startLocalBedrock({ answerer: counting })
})
afterAll(() => local.close())

/** What our client makes of a fault: all text, and the error if there was one. */
const ours = async (faults: string, timeout = {}): Promise<{ text: string; error?: BedrockError }> => {
  const bedrock = clientOf({
    endpoint: local.url,
    auth: async (request, context) => {
      const signed = await testAuth(request, context)
      return { ...signed, headers: { ...signed.headers, [faultHeader]: faults } }
    },
  })
  let text = ''
  try {
    for await (const piece of streamText({ model: bedrock(model), prompt: 'Count.', timeout }).textStream) text += piece
    return { text }
  } catch (error) {
    if (BedrockError.is(error)) return { text, error }
    throw error
  }
}

/** And what the AWS SDK makes of it, over HTTP/1.1 and without retries. */
const theirs = async (faults: string, signal?: AbortSignal): Promise<{ text: string; error?: Error }> => {
  const client = new BedrockRuntimeClient({
    region: 'us-east-1',
    endpoint: local.url,
    credentials: testIdentity,
    requestHandler: new NodeHttpHandler(),
    maxAttempts: 1,
  })
  client.middlewareStack.add(
    (next) => async (args) => {
      const { request } = args
      if (typeof request === 'object' && request !== null && 'headers' in request)
        Object.assign(request.headers ?? {}, { [faultHeader]: faults })
      return next(args)
    },
    { step: 'finalizeRequest', priority: 'low' },
  )
  let text = ''
  try {
    const command = new ConverseStreamCommand({
      modelId: model,
      messages: [{ role: 'user', content: [{ text: 'Count.' }] }],
    })
    const { stream } = await client.send(command, signal === undefined ? {} : { abortSignal: signal })
    for await (const event of stream ?? []) text += event.contentBlockDelta?.delta?.text ?? ''
    return { text }
  } catch (error) {
    return { text, error: error instanceof Error ? error : new Error(String(error)) }
  } finally {
    client.destroy()
  }
}

const all = words.join('')

/** Frames here: 0 messageStart, 1 to 4 the words, 5 the block's end, 6 messageStop, 7 metadata. */
describe('each fault, over real sockets', () => {
  it.each([
    ['throttle=1', '', 'throttled', /^ThrottlingException$/],
    ['exception=AccessDeniedException', '', 'access-denied', /^AccessDeniedException$/],
    ['exception=ModelNotReadyException', '', 'model-not-ready', /^ModelNotReadyException$/],
    ['exception=ThrottlingException@frame:0', '', 'throttled', /^ThrottlingException$/],
    ['exception=ModelStreamErrorException@frame:3', 'One two ', 'model-error', /^ModelStreamErrorException$/],
    ['exception=ServiceUnavailableException@frame:7', all, 'unavailable', /^ServiceUnavailableException$/],
    ['flip@frame:2', 'One ', 'corrupt', /^Error$/],
    ['checksum@frame:2', 'One ', 'corrupt', /^Error$/],
    ['truncate@frame:3', 'One two ', 'truncated', undefined],
    ['truncate@frame:0', '', 'truncated', undefined],
    ['truncate@byte:3', '', 'truncated', undefined],
    ['truncate@byte:200', '', 'truncated', /Error/],
    ['reset@frame:3', 'One two ', 'truncated', /Error/],
    ['reset@byte:0', '', 'network', /Error/],
  ] as const)('%s: after "%s" our client says %s', async (faults, text, code, name) => {
    const mine = await ours(faults)
    expect(mine.error?.code).toBe(code)
    // A reset may overtake what was sent before it, as it does on a network.
    if (faults.startsWith('reset')) expect(text.startsWith(mine.text)).toBe(true)
    else expect(mine.text).toBe(text)
    const sdk = await theirs(faults)
    // The AWS SDK takes a stream that ends between frames, or inside a length word, for a whole one.
    if (name === undefined) expect(sdk).toEqual({ text })
    else expect(sdk.error?.name).toMatch(name)
  })

  it('oversize@frame:2: our client refuses the length, and does not wait for it', async () => {
    const { text, error } = await ours('oversize@frame:2')
    expect({ text, code: error?.code }).toEqual({ text: 'One ', code: 'corrupt' })
    expect(error?.message).toContain('3221225472')
  })

  it.each([1, 3, 11, 12, 13, 1000])('rechunk=%i: the answer is the same', async (bytes) => {
    expect(await ours(`rechunk=${bytes}`)).toEqual({ text: all })
    expect(await theirs(`rechunk=${bytes}`)).toEqual({ text: all })
  })

  it('stall@frame:3: the caller waits until its own patience ends', async () => {
    const { text, error } = await ours('stall@frame:3', { idle: 100 })
    expect({ text, code: error?.code }).toEqual({ text: 'One two ', code: 'timeout' })
    const sdk = await theirs('stall@frame:3', AbortSignal.timeout(300))
    expect(sdk.error?.message).toMatch(/abort/)
  })

  it('latency=120 and tokens-per-second=50 take their time', async () => {
    const begun = performance.now()
    expect(await ours('latency=120')).toEqual({ text: all })
    const late = performance.now()
    expect(late - begun).toBeGreaterThanOrEqual(115)
    // Eighteen characters in four pieces: 1 + 1 + 2 + 2 tokens.
    expect(await ours('tokens-per-second=50')).toEqual({ text: all })
    expect(performance.now() - late).toBeGreaterThanOrEqual(110)
  })

  it('whole answers fail too, and several faults are done together', async () => {
    const whole = async (faults: string) => {
      const bedrock = clientOf({
        endpoint: local.url,
        auth: async (request, context) => {
          const signed = await testAuth(request, context)
          return { ...signed, headers: { ...signed.headers, [faultHeader]: faults } }
        },
      })
      return generateText({ model: bedrock(model), prompt: 'Count.' }).then(
        ({ text }) => text,
        (error: unknown) => (BedrockError.is(error) ? error.code : error),
      )
    }
    expect(await whole('rechunk=3, latency=1')).toBe(all)
    expect(await whole('exception=ModelTimeoutException@frame:4')).toBe('model-timeout')
    expect(await whole('reset@byte:10')).toBe('network')
    expect(await whole('truncate@byte:10, rechunk=1')).toBe('malformed')
  })
})

describe('faults by code', () => {
  const ask = (fetch: (request: Request) => Promise<Response>): Promise<Response> =>
    fetch(
      new Request(`https://bedrock-runtime.us-east-1.amazonaws.com/model/${encodeURIComponent(model)}/converse`, {
        method: 'POST',
        headers: { authorization: `Bearer ${testIdentity.apiKey}` },
        body: JSON.stringify({ messages: [{ role: 'user', content: [{ text: 'hi' }] }] }),
      }),
    )

  it('throttle that share of the calls, the same ones for the same seed', async () => {
    const run = async (seed: number): Promise<string> => {
      const { fetch } = createLocalBedrock({ answerer: counting, faults: [{ type: 'throttle', rate: 0.3 }], seed })
      let statuses = ''
      for (let call = 0; call < 200; call += 1) statuses += (await ask(fetch)).status === 429 ? 'x' : '.'
      return statuses
    }
    const first = await run(7)
    expect(await run(7)).toBe(first)
    expect(await run(8)).not.toBe(first)
    const refused = first.replaceAll('.', '').length
    expect(refused).toBeGreaterThan(40)
    expect(refused).toBeLessThan(80)
  })

  it('are chosen by the request', async () => {
    const { fetch } = createLocalBedrock({
      answerer: counting,
      faults: (request) =>
        request.url.endsWith('/converse') ? [{ type: 'exception', exception: 'ServiceUnavailableException' }] : [],
    })
    expect((await ask(fetch)).status).toBe(503)
  })

  it('chance is even', () => {
    const chance = createChance(1)
    const tenths = Array.from({ length: 10 }, () => 0)
    for (let draw = 0; draw < 10_000; draw += 1) {
      const at = Math.floor(chance() * 10)
      tenths[at] = (tenths[at] ?? 0) + 1
    }
    for (const count of tenths) expect(Math.abs(count - 1_000)).toBeLessThan(150)
  })
})

describe('faults in writing', () => {
  it.each([
    ['latency=200', { type: 'latency', ms: 200 }],
    ['throttle=0.25', { type: 'throttle', rate: 0.25 }],
    ['exception=ThrottlingException', { type: 'exception', exception: 'ThrottlingException' }],
    ['exception=ThrottlingException@frame:2', { type: 'exception', exception: 'ThrottlingException', frame: 2 }],
    ['tokens-per-second=40', { type: 'tokens-per-second', rate: 40 }],
    ['flip@byte:120', { type: 'flip', at: { byte: 120 } }],
    ['checksum@frame:0', { type: 'checksum', frame: 0 }],
    ['oversize@frame:1', { type: 'oversize', frame: 1 }],
    ['truncate@frame:3', { type: 'truncate', at: { frame: 3 } }],
    ['stall@byte:9', { type: 'stall', at: { byte: 9 } }],
    ['reset@frame:3', { type: 'reset', at: { frame: 3 } }],
    ['rechunk=7', { type: 'rechunk', bytes: 7 }],
  ])('%s', (written, fault) => {
    expect(parseFaults(written)).toEqual([fault])
    expect(parseFaults(` ${written} , latency=1`)).toEqual([fault, { type: 'latency', ms: 1 }])
  })

  it.each([
    'nonsense',
    'latency',
    'latency=soon',
    'throttle=2',
    'exception=Nothing',
    'flip',
    'rechunk=0',
    'flip=3@byte:1',
  ])('"%s" is refused with what can be written', async (written) => {
    expect(() => parseFaults(written)).toThrow(`"${written}" is no fault.`)
    const { error } = await ours(written)
    expect(error).toMatchObject({ code: 'validation', status: 400 })
    expect(error?.message).toContain(faultHeader)
  })

  it('every form is named for what it does', () => {
    expect(faultForms).toHaveLength(11)
  })
})
