import { fc, test } from '@fast-check/vitest'
import { describe, expect, it, vi } from 'vitest'
import { createBedrock } from '../client/create-bedrock.ts'
import { generateText } from '../client/generate-text.ts'
import { streamText } from '../client/stream-text.ts'
import { failureOf, frames, modelOn, streamed } from '../client/test/fake-service.ts'
import { amazonRetrieval } from '../retrieval/amazon-retrieval.ts'
import { toy } from '../testing/toy-family.ts'
import { applyGuardrail } from '../verbs/apply-guardrail.ts'
import { embed } from '../verbs/embed.ts'
import type { Auth, Fetch } from '../wire/http.ts'
import { type LoggerOptions, logger } from './logger.ts'
import { redact } from './redact.ts'

const answering: Fetch = async (url) =>
  url.endsWith('-stream') ? streamed(frames) : Response.json({ text: 'Hello', stop: 'end_turn' })

const logging = (options: Partial<LoggerOptions> = {}) => {
  const lines: string[] = []
  return { lines, around: [logger({ write: (line) => lines.push(line), ...options })] }
}

describe('logger', () => {
  it('writes one line a call, and nothing of what was said', async () => {
    const { lines, around } = logging()
    const model = modelOn(answering, { around })
    await streamText({ model, prompt: 'A wish' }).result
    await generateText({ model, prompt: 'A wish' })
    await vi.waitFor(() => expect(lines).toHaveLength(2))
    expect(lines[0]).toMatch(
      /^level=info verb=streamText model=toy\.one-v1:0 ms=\d+ firstMs=\d+ finishReason=stop inputTokens=3 outputTokens=2 attempts=1 requestId=request-1$/,
    )
    expect(lines[1]).toMatch(/^level=info verb=generateText model=toy\.one-v1:0 ms=\d+ finishReason=stop attempts=1$/)
    expect(lines.join()).not.toMatch(/wish|Hello/)
  })

  it('writes failures by their code, and calls that were left', async () => {
    const { lines, around } = logging()
    const refusing: Fetch = async () =>
      Response.json({ message: 'Not "A wish"' }, { status: 400, headers: { 'x-amzn-requestid': 'r' } })
    await failureOf(generateText({ model: modelOn(refusing, { around }), prompt: 'A wish' }))
    const open: Fetch = async () => streamed(frames, undefined, false)
    for await (const text of streamText({ model: modelOn(open, { around }), prompt: 'A wish' }).textStream)
      if (text !== '') break
    await vi.waitFor(() => expect(lines).toHaveLength(2))
    expect(lines[0]).toMatch(/^level=error .*error=validation status=400 attempts=1 requestId=r$/)
    expect(lines[1]).toMatch(/^level=error verb=streamText .*error=aborted$/)
    expect(lines.join()).not.toContain('wish')
  })

  it.each([
    ['info', 3],
    ['warn', 2],
    ['error', 1],
  ] as const)('at level %s writes %i of three calls', async (level, count) => {
    const { lines, around } = logging({ level })
    const fetch = vi.fn<Fetch>(answering)
    const model = modelOn(fetch, { around, retry: { maxAttempts: 2 } })
    await generateText({ model, prompt: 'Hi' })
    fetch.mockRejectedValueOnce(new TypeError('reset'))
    await generateText({ model, prompt: 'Hi' })
    fetch.mockImplementation(async () => new Response('', { status: 400 }))
    await failureOf(generateText({ model, prompt: 'Hi' }))
    expect(lines).toHaveLength(count)
  })

  it('writes the other verbs too', async () => {
    const { lines, around } = logging({ content: true })
    const fetch: Fetch = async (url) =>
      Response.json(url.includes('guardrail') ? { action: 'NONE' } : { embedding: [1], inputTextTokenCount: 3 })
    const auth: Auth = async (request) => ({ ...request, headers: { authorization: 'Bearer canary' } })
    const bedrock = createBedrock({ region: 'us-east-1', auth, families: [amazonRetrieval()], fetch, around })
    await embed({ model: bedrock('amazon.titan-embed-text-v2:0'), value: 'A wish' })
    await applyGuardrail({ bedrock, guardrail: { id: 'abc', version: '1' }, source: 'input', content: 'A wish' })
    expect(lines[0]).toMatch(/verb=embed model=amazon.titan-embed-text-v2:0 .*inputTokens=3/)
    expect(lines[1]).toMatch(/verb=applyGuardrail ms=/)
    for (const line of lines) expect(line).toContain('A wish')
    expect(lines.join()).not.toContain('canary')
  })
})

const from = (letters: string, length: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...letters), minLength: length, maxLength: length })
const upper = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const base64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** A secret, and the text in which it comes. */
const secrets: Readonly<Record<string, fc.Arbitrary<readonly [secret: string, text: string]>>> = {
  'an access key id': from(upper, 16).map((id) => [`AKIA${id}`, `key AKIA${id} here`] as const),
  'a secret access key': from(base64, 40).map((key) => [key, `uses ${key} for it`] as const),
  'a long-term key': from(base64, 60).map((key) => [key, `ABSK${key}`] as const),
  'a short-term key': from(base64, 80).map((key) => [key, `bedrock-api-key-${key}`] as const),
  'a bearer token': from(base64, 30).map((token) => [token, `authorization: Bearer ${token}`] as const),
  'a signature': from('0123456789abcdef', 64).map(
    (signature) => [signature, `AWS4-HMAC-SHA256 Credential=AKIAX/2026, Signature=${signature}`] as const,
  ),
  'a signed query': from(base64, 50).map((token) => [token, `https://x/?X-Amz-Security-Token=${token}&a=1`] as const),
  'a member of JSON': from(base64, 20).map(
    (secret) => [secret, JSON.stringify({ sessionToken: secret, a: 1 })] as const,
  ),
  'a password': from(base64, 12).map((secret) => [secret, `password=${secret}`] as const),
}

describe('what looks like a secret', () => {
  for (const [kind, arbitrary] of Object.entries(secrets))
    test.prop([arbitrary, fc.string(), fc.string()])(
      `${kind} is redacted, wherever it stands`,
      ([secret, text], before, after) => {
        // Letters right beside it make another word of it.
        expect(redact(`${before} ${text} ${after}`)).not.toContain(secret)
      },
    )

  test.prop([
    fc.constantFrom(...Object.values(secrets)).chain((one) => one),
    fc.constantFrom('prompt', 'answer', 'error'),
  ])('never reaches a line, even with content', async ([secret, text], where) => {
    const { lines, around } = logging({ content: true })
    const fetch: Fetch = async () =>
      where === 'error'
        ? Response.json({ message: text }, { status: 400 })
        : Response.json({ text: where === 'answer' ? text : 'Hello', stop: 'end_turn' })
    const model = createBedrock({
      region: 'us-east-1',
      auth: async (request) => ({ ...request, headers: { ...request.headers, authorization: text } }),
      families: [toy()],
      fetch,
      retry: false,
      around,
    })('toy.one')
    await generateText({ model, prompt: where === 'prompt' ? text : 'Hi' }).catch(() => undefined)
    expect(lines).toHaveLength(1)
    expect(lines.join()).not.toContain(secret)
    expect(lines.join()).toContain(where === 'prompt' ? 'asked=' : where === 'answer' ? 'answered=' : 'message=')
  })

  test.prop([from(base64, 8)])('and secrets of one’s own', async (secret) => {
    const { lines, around } = logging({ content: true, secrets: [secret] })
    await generateText({ model: modelOn(answering, { around }), prompt: `It is ${secret}.` })
    expect(lines.join()).toContain('It is [redacted].')
    expect(lines.join()).not.toContain(secret)
  })

  it('leaves words alone', () => {
    const words = 'The secret of the tokens is that a bearer bears 42 tokens; maxOutputTokens: 200, basic questions.'
    expect(redact(words)).toContain('maxOutputTokens: 200')
    expect(redact('Why is the sky blue? {"inputTokens":3}')).toBe('Why is the sky blue? {"inputTokens":3}')
  })
})
