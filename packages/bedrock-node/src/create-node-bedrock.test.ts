import { inspect } from 'node:util'
import { claude } from '@x/bedrock-claude'
import { BedrockError, type BedrockErrorCode, generateText, streamText } from '@x/bedrock-core'
import { readChatRequest, toUIResponse } from '@x/bedrock-core/ui'
import { type AnswerStep, type LocalBedrockOptions, type LocalCall, testIdentity } from '@x/bedrock-local'
import { startLocalBedrock } from '@x/bedrock-local/server'
import { expect, onTestFinished, test } from 'vitest'
import { createNodeBedrock, type NodeBedrockOptions } from './create-node-bedrock.ts'
import { toNodeListener } from './http/node-listener.ts'
import { folderWith } from './testing/home.ts'
import { serve } from './testing/serve.ts'
import { sleep, until } from './testing/wait.ts'

const model = 'anthropic.claude-3-haiku-20240307-v1:0'
const { accessKeyId, secretAccessKey, apiKey } = testIdentity
const keys = { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey }
/** Not on EC2, wherever the tests run. */
const offline = { AWS_EC2_METADATA_DISABLED: 'true' }
const wrong = { ...keys, AWS_SECRET_ACCESS_KEY: 'not-the-secret' }

const local = async (options: LocalBedrockOptions = {}): Promise<string> => {
  const running = await startLocalBedrock(options)
  onTestFinished(() => running.close())
  return running.url
}

test.each<[string, Record<string, string>, LocalCall['by']]>([
  ['access keys', { ...keys, AWS_REGION: 'eu-central-1' }, 'signature'],
  [
    'an API key, which beats access keys,',
    { ...wrong, AWS_BEARER_TOKEN_BEDROCK: apiKey, AWS_REGION: 'us-east-1' },
    'api-key',
  ],
])('answers with region, endpoint and %s from the environment', async (_, environment, by) => {
  const calls: LocalCall[] = []
  const AWS_ENDPOINT_URL_BEDROCK_RUNTIME = await local({ onCall: (call) => calls.push(call) })
  const bedrock = createNodeBedrock({
    families: [claude()],
    environment: { ...environment, AWS_ENDPOINT_URL_BEDROCK_RUNTIME },
  })
  const { text } = await generateText({ model: bedrock(model), prompt: 'echo hello' })
  expect(text).toBe('hello')
  expect(calls.map((call) => call.by)).toEqual([by])
})

const refused = async (options: Partial<NodeBedrockOptions<ReturnType<typeof claude>>>): Promise<unknown> => {
  const bedrock = createNodeBedrock({ families: [claude()], endpoint: await local(), ...options })
  return generateText({ model: bedrock(model), prompt: 'hi' }).catch((thrown: unknown) => thrown)
}

test.each<[string, Record<string, string>, BedrockErrorCode]>([
  ['no credentials', { AWS_REGION: 'us-east-1' }, 'no-credentials'],
  ['a wrong secret', { ...wrong, AWS_REGION: 'us-east-1' }, 'invalid-signature'],
  ['a profile that is not there', { AWS_PROFILE: 'dve', AWS_REGION: 'us-east-1' }, 'broken-credentials'],
  ['FIPS and an endpoint', { ...keys, AWS_USE_FIPS_ENDPOINT: 'true', AWS_REGION: 'us-east-1' }, 'invalid-argument'],
])('%s is told by the first call, and nothing secret with it', async (_, environment, code) => {
  const error = await refused({ home: folderWith({}), environment: { ...offline, ...environment } })
  expect(BedrockError.is(error, code), String(error)).toBe(true)
  for (const secret of [secretAccessKey, wrong.AWS_SECRET_ACCESS_KEY]) expect(String(error)).not.toContain(secret)
})

test('without credentials, every source that was asked says why it had none', async () => {
  const error = await refused({ home: folderWith({}), environment: { ...offline, AWS_REGION: 'us-east-1' } })
  for (const reason of [
    'AWS_BEARER_TOKEN_BEDROCK: is not set',
    'AWS_ACCESS_KEY_ID is not set',
    'profile default: neither',
    'AWS_WEB_IDENTITY_TOKEN_FILE is not set',
    'container credentials: AWS_CONTAINER_CREDENTIALS_FULL_URI',
    'instance metadata: AWS_EC2_METADATA_DISABLED is set',
  ])
    expect(String(error)).toContain(reason)
})

test('keys, region and endpoint come from a profile; one named in code beats the environment', async () => {
  const calls: LocalCall[] = []
  const url = await local({ region: 'ap-southeast-2', onCall: (call) => calls.push(call) })
  const home = folderWith({
    '.aws/config': `[profile dev]\nregion = ap-southeast-2\nservices = here\n[services here]\nbedrock_runtime =\n  endpoint_url = ${url}\n`,
    '.aws/credentials': `[dev]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`,
  })
  const ask = (options: Partial<NodeBedrockOptions<ReturnType<typeof claude>>>) => {
    const bedrock = createNodeBedrock({ families: [claude()], home, ...options })
    return generateText({ model: bedrock(model), prompt: 'echo hello' })
  }
  await ask({ environment: { ...offline, AWS_PROFILE: 'dev' } })
  await ask({ environment: { ...offline, ...wrong, AWS_BEARER_TOKEN_BEDROCK: 'wrong' }, profile: 'dev' })
  expect(calls.map(({ status, by }) => [status, by])).toEqual([
    [200, 'signature'],
    [200, 'signature'],
  ])
})

test('one value holds a key and its region, before those of the environment', async () => {
  const calls: LocalCall[] = []
  const endpoint = await local({ region: 'eu-north-1', onCall: (call) => calls.push(call) })
  const environment = { ...wrong, AWS_REGION: 'us-east-1' }
  for (const auth of [
    { apiKey, region: 'eu-north-1' },
    { accessKeyId, secretAccessKey, region: 'eu-north-1' },
  ]) {
    const handle = createNodeBedrock({ families: [claude()], endpoint, environment, auth })(model)
    await generateText({ model: handle, prompt: 'echo hello' })
    const shown = inspect(handle, { depth: 20, showHidden: true })
    for (const secret of [secretAccessKey, apiKey]) expect(shown).not.toContain(secret)
  }
  expect(calls.map((call) => call.by)).toEqual(['api-key', 'signature'])
})

test('the last resort is us-east-1, and a client warns of it once', async () => {
  const warnings: string[] = []
  const endpoint = await local({ region: 'us-east-1' })
  const bedrock = createNodeBedrock({
    families: [claude()],
    endpoint,
    home: folderWith({}),
    environment: { ...offline, ...keys },
    onWarning: (warning) => warnings.push(warning),
  })
  for (let call = 0; call < 2; call++) await generateText({ model: bedrock(model), prompt: 'echo hello' })
  expect(warnings).toEqual([expect.stringContaining('us-east-1. Set AWS_REGION')])
})

test('a bad endpoint is refused at once', () => {
  expect(() => createNodeBedrock({ families: [claude()], endpoint: 'http://elsewhere.example' })).toThrow(
    expect.objectContaining({ code: 'invalid-argument' }),
  )
})

/** Speaks without end and tells what becomes of it. */
const endless = () => {
  const seen = { said: 0, ended: false }
  async function* answerer(): AsyncGenerator<AnswerStep, void> {
    try {
      for (;;) {
        seen.said++
        yield { type: 'text', text: 'word '.repeat(2000) }
        yield { type: 'wait', ms: 1 }
      }
    } finally {
      seen.ended = true
    }
  }
  return { seen, answerer }
}

/** The whole way: browser, Node server, Bedrock. */
const chatServer = async (answerer: NonNullable<LocalBedrockOptions['answerer']>): Promise<string> => {
  const endpoint = await local({ answerer })
  const bedrock = createNodeBedrock({ families: [claude()], endpoint, region: 'us-east-1', environment: keys })
  const handler = async (request: Request): Promise<Response> => {
    const { messages } = await readChatRequest(request)
    return toUIResponse(
      streamText({ model: bedrock(model), messages, maxOutputTokens: 1_000_000_000, signal: request.signal }),
    )
  }
  return (await serve(toNodeListener(handler))).url
}

const ask = (url: string, signal?: AbortSignal): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ messages: [{ id: '1', role: 'user', parts: [{ type: 'text', text: 'talk' }] }] }),
    ...(signal === undefined ? {} : { signal }),
  })

test('a browser that leaves ends the answer at Bedrock', async () => {
  const { seen, answerer } = endless()
  const leaving = new AbortController()
  const response = await ask(await chatServer(answerer), leaving.signal)
  await response.body?.getReader().read()
  expect(seen.ended).toBe(false)
  leaving.abort()
  await until('Bedrock saw that nobody listens', () => seen.ended)
})

test('a browser that stalls stops the answer at Bedrock', { timeout: 30_000 }, async () => {
  const { seen, answerer } = endless()
  const leaving = new AbortController()
  onTestFinished(() => leaving.abort())
  // Held to the end: fetch closes the socket of a response that is collected unread.
  const response = await ask(await chatServer(answerer), leaving.signal)
  let before = -1
  const deadline = performance.now() + 25_000
  while (before !== seen.said && performance.now() < deadline) {
    before = seen.said
    await sleep(500)
  }
  expect(seen.said).toBe(before)
  expect(seen.ended).toBe(false)
  expect(response.bodyUsed).toBe(false)
})
