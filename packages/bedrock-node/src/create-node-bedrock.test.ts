import { claude } from '@x/bedrock-claude'
import { BedrockError, type BedrockErrorCode, generateText, streamText } from '@x/bedrock-core'
import { readChatRequest, toUIResponse } from '@x/bedrock-core/ui'
import { type AnswerStep, type LocalBedrockOptions, type LocalCall, testIdentity } from '@x/bedrock-local'
import { startLocalBedrock } from '@x/bedrock-local/server'
import { expect, onTestFinished, test } from 'vitest'
import { createNodeBedrock } from './create-node-bedrock.ts'
import { toNodeListener } from './http/node-listener.ts'
import { serve } from './testing/serve.ts'
import { sleep, until } from './testing/wait.ts'

const model = 'anthropic.claude-3-haiku-20240307-v1:0'
const { accessKeyId, secretAccessKey, apiKey } = testIdentity
const keys = { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey }
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

test.each<[string, Record<string, string>, BedrockErrorCode]>([
  ['no region', keys, 'no-region'],
  ['no credentials', { AWS_REGION: 'us-east-1' }, 'no-credentials'],
  ['a wrong secret', { ...wrong, AWS_REGION: 'us-east-1' }, 'invalid-signature'],
])('%s is told by the first call, and nothing secret with it', async (_, environment, code) => {
  const AWS_ENDPOINT_URL_BEDROCK_RUNTIME = await local()
  const bedrock = createNodeBedrock({
    families: [claude()],
    environment: { ...environment, AWS_ENDPOINT_URL_BEDROCK_RUNTIME },
  })
  const error: unknown = await generateText({ model: bedrock(model), prompt: 'hi' }).catch((thrown: unknown) => thrown)
  expect(BedrockError.is(error, code), String(error)).toBe(true)
  for (const secret of [secretAccessKey, wrong.AWS_SECRET_ACCESS_KEY]) expect(String(error)).not.toContain(secret)
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
  await ask(await chatServer(answerer), leaving.signal)
  let before = -1
  const deadline = performance.now() + 25_000
  while (before !== seen.said && performance.now() < deadline) {
    before = seen.said
    await sleep(500)
  }
  expect(seen.said).toBe(before)
  expect(seen.ended).toBe(false)
})
