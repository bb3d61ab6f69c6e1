import { describe, expect, it, vi } from 'vitest'
import { toy } from '../testing/toy-family.ts'
import type { Auth, Fetch } from '../wire/http.ts'
import { createBedrock } from './create-bedrock.ts'
import { generateText } from './generate-text.ts'
import { auth, failureOf, modelOn } from './test/fake-service.ts'

describe('generateText', () => {
  it('sends one signed request and folds the answer', async () => {
    const fetch = vi.fn<Fetch>(async () =>
      Response.json(
        { text: 'Hello', stop: 'max_tokens' },
        { headers: { 'x-amzn-requestid': 'request-1', 'x-amzn-bedrock-input-token-count': '4' } },
      ),
    )
    const generation = await generateText({ model: modelOn(fetch), prompt: 'Hi', options: { seed: 7 } })
    expect(generation).toMatchObject({ text: 'Hello', finishReason: 'length', rawFinishReason: 'max_tokens' })
    expect(generation.usage.reports).toEqual([{ source: 'headers', inputTokens: 4 }])
    expect(generation.response).toMatchObject({ modelId: 'toy.one-v1:0', requestId: 'request-1' })
    const [url, init] = fetch.mock.calls[0] ?? []
    expect(url).toBe('https://bedrock-runtime.us-east-1.amazonaws.com/model/toy.one-v1%3A0/invoke')
    expect(init).toMatchObject({ method: 'POST', redirect: 'manual', headers: { authorization: 'signed' } })
    expect(JSON.parse(new TextDecoder().decode(init?.body as Uint8Array))).toEqual({ messages: 1, seed: 7 })
  })

  it('signs inside the middleware', async () => {
    const seen: string[] = []
    const fetch: Fetch = async (_, init) => {
      seen.push(JSON.stringify(init.headers))
      return Response.json({ text: '', stop: 'end_turn' })
    }
    const middleware = [
      (next: (request: never, context: never) => Promise<Response>) => (request: never, context: never) => {
        seen.push('outer')
        return next(request, context)
      },
    ]
    await generateText({ model: modelOn(fetch, { middleware }), prompt: 'Hi' })
    expect(seen[0]).toBe('outer')
    expect(seen[1]).toContain('"authorization":"signed"')
  })

  it('signs anew and sends once more when the signer asks for it', async () => {
    let answers = 0
    const observed: unknown[] = []
    const fetch: Fetch = async () =>
      answers++ === 0
        ? Response.json(
            { message: 'Signature expired: …' },
            { status: 403, headers: { 'x-amzn-errortype': 'InvalidSignatureException' } },
          )
        : Response.json({ text: 'ok', stop: 'end_turn' })
    const learning: Auth = Object.assign(vi.fn(auth), {
      observe: (answer: { refused?: string }) => {
        observed.push(answer.refused)
        return answer.refused === 'expired-signature'
      },
    })
    const model = createBedrock({ region: 'us-east-1', auth: learning, families: [toy()], fetch })('toy.x')
    expect((await generateText({ model, prompt: 'Hi' })).text).toBe('ok')
    expect(learning).toHaveBeenCalledTimes(2)
    expect(observed).toEqual(['expired-signature', undefined])
  })

  it.each([200, 403])(
    'hands out what the signer itself throws, at HTTP %i: no failure of the network, no second try',
    async (status) => {
      const mistake = new TypeError('undefined is not a function')
      const wrong: Auth = Object.assign(vi.fn(auth), {
        observe: () => {
          throw mistake
        },
      })
      const fetch: Fetch = async () => Response.json({ text: 'ok', stop: 'end_turn' }, { status })
      const model = createBedrock({ region: 'us-east-1', auth: wrong, families: [toy()], fetch })('toy.x')
      await expect(generateText({ model, prompt: 'Hi' })).rejects.toBe(mistake)
      expect(wrong).toHaveBeenCalledOnce()
    },
  )

  it('says that a refusal’s connection was lost while the signer was to be shown it', async () => {
    const learning: Auth = Object.assign(vi.fn(auth), { observe: () => false })
    const body = (): ReadableStream => new ReadableStream({ pull: (to) => to.error(new TypeError('terminated')) })
    const fetch: Fetch = async () => new Response(body(), { status: 403 })
    const model = createBedrock({ region: 'us-east-1', auth: learning, families: [toy()], fetch, retry: false })(
      'toy.x',
    )
    await expect(generateText({ model, prompt: 'Hi' })).rejects.toMatchObject({ code: 'network' })
  })

  it.each([
    [
      400,
      'ValidationException:http://internal.amazon.com/coral/',
      'The provided model identifier is invalid.',
      'validation',
    ],
    [400, 'ValidationException', 'Input is too long for requested model.', 'context-overflow'],
    [403, 'AccessDeniedException', 'You don’t have access to the model.', 'access-denied'],
    [
      403,
      'UnrecognizedClientException',
      'The security token included in the request is invalid.',
      'invalid-credentials',
    ],
    [403, 'ExpiredTokenException', 'The security token included in the request is expired', 'expired-credentials'],
    [403, 'InvalidSignatureException', 'Signature expired: 1 is now earlier than 2', 'expired-signature'],
    [403, 'InvalidSignatureException', 'The request signature we calculated does not match', 'invalid-signature'],
    [404, 'ResourceNotFoundException', 'No such model', 'not-found'],
    [408, 'ModelTimeoutException', 'Too slow', 'model-timeout'],
    [424, 'ModelErrorException', 'Broken', 'model-error'],
    [429, 'ThrottlingException', 'Too many tokens, please wait before trying again.', 'throttled'],
    [429, 'ModelNotReadyException', 'Starting', 'model-not-ready'],
    [400, 'ServiceQuotaExceededException', 'Quota', 'quota-exceeded'],
    [503, 'ServiceUnavailableException', 'Model is getting throttled', 'throttled'],
    [503, 'ServiceUnavailableException', 'Down', 'unavailable'],
    [500, 'InternalServerException', 'Oops', 'server-error'],
    [502, '', '<html>Bad gateway</html>', 'server-error'],
    [301, '', '', 'unknown'],
  ])('words HTTP %i %s "%s" as %s', async (status, name, message, code) => {
    const fetch: Fetch = async () =>
      new Response(message.startsWith('<') ? message : JSON.stringify({ message }), {
        status,
        headers: { 'x-amzn-errortype': name, 'x-amzn-requestid': 'request-1', 'retry-after': '2' },
      })
    const error = await failureOf(generateText({ model: modelOn(fetch), prompt: 'Hi' }))
    expect(error).toMatchObject({ code, status, requestId: 'request-1', retryAfter: 2 })
    expect(error.message).toContain(message.replace(/\.$/, ''))
  })

  it('words what is not Bedrock and what cannot be reached', async () => {
    const page = await failureOf(generateText({ model: modelOn(async () => new Response('<html>')), prompt: 'Hi' }))
    expect(page.code).toBe('malformed')
    const model = modelOn(async () => {
      throw new TypeError('fetch failed', { cause: new Error('getaddrinfo ENOTFOUND') })
    })
    const unreachable = await failureOf(generateText({ model, prompt: 'Hi' }))
    expect(unreachable).toMatchObject({ code: 'network', retryable: true })
    expect(unreachable.message).toMatch(/bedrock-runtime\.us-east-1\.amazonaws\.com: getaddrinfo ENOTFOUND/)
  })

  it('does not send once aborted', async () => {
    const fetch = vi.fn<Fetch>()
    const error = await failureOf(generateText({ model: modelOn(fetch), prompt: 'Hi', signal: AbortSignal.abort() }))
    expect(error.code).toBe('aborted')
    expect(fetch).not.toHaveBeenCalled()
  })
})

describe('a guarded InvokeModel answer', () => {
  it('ends as content-filter though the body says end_turn, and keeps the trace out of the error path', async () => {
    const fetch: Fetch = async () =>
      Response.json({
        text: 'Blocked.',
        stop: 'end_turn',
        'amazon-bedrock-guardrailAction': 'INTERVENED',
        'amazon-bedrock-trace': { guardrail: { modelOutput: ['unmasked'] } },
      })
    const generation = await generateText({ model: modelOn(fetch), prompt: 'Hi' })
    expect(generation).toMatchObject({ finishReason: 'content-filter', rawFinishReason: 'end_turn', text: 'Blocked.' })
    expect(generation.guardrail).toMatchObject({ intervened: true, trace: { guardrail: {} } })
  })

  it('does not mistake a guardrail that let the answer pass', async () => {
    const fetch: Fetch = async () =>
      Response.json({ text: 'Fine.', stop: 'end_turn', 'amazon-bedrock-guardrailAction': 'NONE' })
    expect(await generateText({ model: modelOn(fetch), prompt: 'Hi' })).toMatchObject({
      finishReason: 'stop',
      guardrail: { intervened: false },
    })
  })
})
