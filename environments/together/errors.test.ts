import { inspect } from 'node:util'
import { apiKey, sigv4 } from '@x/bedrock-auth'
import { claude } from '@x/bedrock-claude'
import { type Auth, BedrockError, type BedrockOptions, createBedrock, generateText, streamText } from '@x/bedrock-core'
import { scripted, testIdentity } from '@x/bedrock-local'
import { type RunningLocalBedrock, startLocalBedrock } from '@x/bedrock-local/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

type Family = ReturnType<typeof claude>

let local: RunningLocalBedrock
beforeAll(async () => {
  local = await startLocalBedrock({ answerer: scripted({ pace: 2 }), region: 'us-east-1' })
})
afterAll(() => local.close())

const { accessKeyId, secretAccessKey } = testIdentity
const secrets = [secretAccessKey, testIdentity.apiKey, 'canary-secret', 'ABSKY2FuYXJ5']
const good = (): Auth => sigv4({ accessKeyId, secretAccessKey })
const id = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0'

const client = (options: Partial<BedrockOptions<Family>> = {}) =>
  createBedrock({ region: 'us-east-1', auth: good(), families: [claude()], endpoint: local.url, ...options })

/** Once: what a failure looks like does not depend on how often it came. */
const asking = async (auth: Auth, prompt = 'Hello', region = 'us-east-1'): Promise<unknown> =>
  streamText({ model: client({ auth, region, retry: false })(id), prompt }).result

const caught = async (work: () => unknown): Promise<BedrockError> => {
  try {
    await work()
  } catch (error) {
    if (BedrockError.is(error)) return error
    throw error
  }
  throw new Error('nothing was thrown')
}

/** What failed, then what to do next, for each failure a user meets. */
const failures: [name: string, work: () => unknown, code: string, message: RegExp][] = [
  [
    'no credentials',
    () => asking(apiKey(undefined, { environment: {} })),
    'no-credentials',
    /AWS_BEARER_TOKEN_BEDROCK/,
  ],
  ['no region', () => client({ region: '' }), 'no-region', /Pass createBedrock\(\{ region/],
  [
    'an unknown family',
    () => client()('meta.llama3-8b-instruct-v1:0' as typeof id),
    'unknown-family',
    /installed: claude.*Install the family/,
  ],
  [
    'a wrong secret',
    () => asking(sigv4({ accessKeyId, secretAccessKey: 'canary-secret' })),
    'invalid-signature',
    /Check the access key, its secret/,
  ],
  [
    'an unknown access key',
    () => asking(sigv4({ accessKeyId: 'AKIAUNKNOWN', secretAccessKey: 'canary-secret' })),
    'invalid-credentials',
    /security token included in the request is invalid/,
  ],
  [
    'a wrong API key',
    () => asking(apiKey('ABSKY2FuYXJ5LWtleQ==')),
    'invalid-credentials',
    /Copy the Bedrock API key again/,
  ],
  [
    'another region',
    () => asking(good(), 'Hello', 'eu-west-1'),
    'invalid-signature',
    /Credential should be scoped to a valid region/,
  ],
  ['a model refused', () => asking(good(), 'fail: access denied'), 'access-denied', /Check that the model is enabled/],
  ['throttling', () => asking(good(), 'fail'), 'throttled', /Wait, send less at once/],
  ['a cut stream', () => asking(good(), 'fail: cut the connection'), 'truncated', /Try again; error\.partial holds/],
  ['an exception in mid-stream', () => asking(good(), 'fail midway'), 'model-error', /try again/],
  ['a prompt too long', () => asking(good(), 'fail: context too long'), 'context-overflow', /Shorten the conversation/],
  [
    'nobody listening',
    () => generateText({ model: client({ endpoint: 'http://127.0.0.1:9' })(id), prompt: 'Hi' }),
    'network',
    /Could not reach 127\.0\.0\.1:9/,
  ],
]

describe('errors that a user meets', () => {
  it.each(failures)('%s', async (_, work, code, message) => {
    const error = await caught(work)
    expect(error.code).toBe(code)
    expect(error.message).toMatch(message)
  })

  it.each(failures)('%s: holds no secret', async (_, work) => {
    const error = await caught(work)
    const shown = [
      error.message,
      error.stack,
      JSON.stringify(error),
      String(error.cause),
      inspect(error, { depth: 10 }),
    ]
    for (const secret of secrets) expect(shown.join('\n')).not.toContain(secret)
    expect(shown.join('\n')).not.toMatch(/AWS4-HMAC-SHA256|Bearer /)
  })

  it('keeps what had arrived before the cut', async () => {
    const error = await caught(() => asking(good(), 'fail: cut the connection'))
    expect(error.partial).toMatchObject({ text: expect.stringMatching(/^This answer begins well/) })
    expect(error.requestId).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('succeeds when asked again after a failure that happens once', async () => {
    expect((await caught(() => asking(good(), 'fail once'))).retryable).toBe(true)
    expect(await asking(good(), 'fail once')).toMatchObject({ finishReason: 'stop' })
  })

  it.each([
    ['once', 2, /first attempt failed.* second one/],
    ['twice', 3, /first 2 attempts failed.* third one/],
  ])('are not met by default when they happen %s before the first word', async (times, attempts, text) => {
    const answer = await streamText({ model: client()(id), prompt: `fail ${times} busy` }).result
    expect(answer).toMatchObject({ text: expect.stringMatching(text), response: { attempts } })
  })

  it('are met when they outlast the attempts', async () => {
    const ask = () => streamText({ model: client()(id), prompt: 'fail thrice busy' }).result
    expect(await caught(ask)).toMatchObject({ code: 'unavailable', attempts: 3 })
    expect(await ask()).toMatchObject({ text: expect.stringMatching(/fourth one/), response: { attempts: 1 } })
  })
})

describe('the clock', () => {
  it('learns from a refusal that this machine is hours off, and signs anew', async () => {
    const hour = 3_600_000
    const off = await startLocalBedrock({ answerer: scripted({ pace: 0 }), now: () => Date.now() + 2 * hour })
    try {
      const model = client({ endpoint: off.url })(id)
      expect((await generateText({ model, prompt: 'Hello' })).finishReason).toBe('stop')
    } finally {
      await off.close()
    }
  })
})
