import { describe, expect, it, vi } from 'vitest'
import { BedrockError } from '../errors/bedrock-error.ts'
import { encodeFrame } from '../testing/encode-frame.ts'
import { toy } from '../testing/toy-family.ts'
import type { Auth, Fetch } from '../wire/http.ts'
import { createBedrock } from './create-bedrock.ts'
import { generateText } from './generate-text.ts'
import { streamText } from './stream-text.ts'

const auth: Auth = async (request) => ({ ...request, headers: { ...request.headers, authorization: 'signed' } })

const chunk = (event: unknown): Uint8Array =>
  encodeFrame(
    { ':event-type': 'chunk', ':content-type': 'application/json', ':message-type': 'event' },
    JSON.stringify({ bytes: btoa(JSON.stringify(event)) }),
  )

const frames = [
  { text: 'Hel' },
  { text: 'lo' },
  { stop: 'end_turn', 'amazon-bedrock-invocationMetrics': { inputTokenCount: 3, outputTokenCount: 2 } },
].map(chunk)

const streamed = (pieces: readonly Uint8Array[], onCancel?: () => void, close = true): Response => {
  let next = 0
  return new Response(
    new ReadableStream<Uint8Array>({
      pull: (controller) => {
        const piece = pieces[next++]
        if (piece !== undefined) controller.enqueue(piece.slice())
        else if (close) controller.close()
        else return new Promise(() => {})
        return undefined
      },
      cancel: () => onCancel?.(),
    }),
    { headers: { 'x-amzn-requestid': 'request-1' } },
  )
}

const modelOn = (fetch: Fetch, extra: object = {}) =>
  createBedrock({ region: 'us-east-1', auth, families: [toy()], fetch, ...extra })('toy.one-v1:0')

const failureOf = async (work: Promise<unknown>): Promise<BedrockError> => {
  try {
    await work
  } catch (error) {
    if (BedrockError.is(error)) return error
    throw error
  }
  throw new Error('did not fail')
}

const partsOf = async (stream: AsyncIterable<{ type: string }>): Promise<string[]> => {
  const types: string[] = []
  for await (const part of stream) types.push(part.type)
  return types
}

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

describe('streamText', () => {
  it('sends nothing until somebody reads', async () => {
    const fetch = vi.fn<Fetch>(async () => streamed(frames))
    const stream = streamText({ model: modelOn(fetch), prompt: 'Hi' })
    await new Promise((resolve) => setTimeout(resolve, 5))
    expect(fetch).not.toHaveBeenCalled()
    expect((await stream.result).text).toBe('Hello')
    expect(fetch).toHaveBeenCalledTimes(1)
  })

  it('gives parts, and the same generation as its result', async () => {
    const stream = streamText({ model: modelOn(async () => streamed(frames)), prompt: 'Hi' })
    const { result } = stream
    expect(await partsOf(stream)).toEqual(['start', 'text-start', 'text-delta', 'text-delta', 'text-end', 'finish'])
    expect(await result).toMatchObject({
      text: 'Hello',
      finishReason: 'stop',
      usage: { inputTokens: 3, totalTokens: 5 },
    })
  })

  it('gives only the text, and the result after the loop', async () => {
    const stream = streamText({ model: modelOn(async () => streamed(frames)), prompt: 'Hi' })
    const pieces: string[] = []
    for await (const text of stream.textStream) pieces.push(text)
    expect(pieces).toEqual(['Hel', 'lo'])
    expect((await stream.result).response.requestId).toBe('request-1')
  })

  it('gives its parts after the result was awaited', async () => {
    const stream = streamText({ model: modelOn(async () => streamed(frames)), prompt: 'Hi' })
    await stream.result
    expect(await partsOf(stream.fullStream)).toHaveLength(6)
  })

  it('is read once', async () => {
    const stream = streamText({ model: modelOn(async () => streamed(frames)), prompt: 'Hi' })
    await partsOf(stream)
    expect(() => stream[Symbol.asyncIterator]()).toThrow(/already being read/)
  })

  it('throws what was refused, without an unhandled rejection', async () => {
    const fetch: Fetch = async () =>
      Response.json({ message: 'Slow' }, { status: 429, headers: { 'x-amzn-errortype': 'ThrottlingException' } })
    const stream = streamText({ model: modelOn(fetch), prompt: 'Hi' })
    void stream.result
    expect((await failureOf(partsOf(stream))).code).toBe('throttled')
    expect((await failureOf(stream.result)).code).toBe('throttled')
  })

  it('gives out what arrived before the stream was cut, then throws with the partial answer', async () => {
    const whole = new Uint8Array(frames.flatMap((frame) => [...frame]))
    for (let end = 0; end < whole.length; end += 1) {
      const stream = streamText({ model: modelOn(async () => streamed([whole.subarray(0, end)])), prompt: 'Hi' })
      let text = ''
      const error = await failureOf(
        (async () => {
          for await (const piece of stream.textStream) text += piece
        })(),
      )
      expect(error).toMatchObject({ code: 'truncated', partial: { text }, requestId: 'request-1' })
      expect('Hello'.startsWith(text)).toBe(true)
    }
  })

  it('throws an exception frame after the good ones', async () => {
    const exception = encodeFrame(
      { ':exception-type': 'throttlingException', ':message-type': 'exception' },
      '{"message":"Slow"}',
    )
    const bytes = new Uint8Array([...(frames[0] ?? []), ...exception])
    const stream = streamText({ model: modelOn(async () => streamed([bytes])), prompt: 'Hi' })
    const error = await failureOf(stream.result)
    expect(error).toMatchObject({ code: 'throttled', awsName: 'throttlingException', partial: { text: 'Hel' } })
  })

  it('calls a broken connection truncated', async () => {
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        controller.enqueue((frames[0] ?? new Uint8Array()).slice())
      },
      pull: (controller) => controller.error(new TypeError('terminated')),
    })
    const error = await failureOf(streamText({ model: modelOn(async () => new Response(body)), prompt: 'Hi' }).result)
    expect(error).toMatchObject({ code: 'truncated', retryable: true })
  })

  it('closes the connection when a loop is left', async () => {
    const cancelled = vi.fn()
    const fetch: Fetch = async () => streamed(frames.slice(0, 2), cancelled, false)
    const stream = streamText({ model: modelOn(fetch), prompt: 'Hi' })
    for await (const text of stream.textStream) {
      expect(text).toBe('Hel')
      break
    }
    await vi.waitFor(() => expect(cancelled).toHaveBeenCalledTimes(1))
    expect((await failureOf(stream.result)).code).toBe('aborted')
  })

  it('closes the connection on abort, even when fetch ignores the signal, and leaves no listener', async () => {
    const cancelled = vi.fn()
    const controller = new AbortController()
    const remove = vi.spyOn(controller.signal, 'removeEventListener')
    const fetch: Fetch = async () => streamed(frames.slice(0, 2), cancelled, false)
    const stream = streamText({ model: modelOn(fetch), prompt: 'Hi', signal: controller.signal })
    const error = await failureOf(
      (async () => {
        for await (const text of stream.textStream) if (text === 'lo') controller.abort()
      })(),
    )
    expect(error).toMatchObject({ code: 'aborted', partial: { text: 'Hello' } })
    expect(cancelled).toHaveBeenCalledTimes(1)
    await vi.waitFor(() => expect(remove).toHaveBeenCalled())
  })

  it('asks whole and gives out a stream where a model cannot stream what is asked', async () => {
    const fetch = vi.fn<Fetch>(async () => Response.json({ text: 'Hello', stop: 'end_turn' }))
    const tools = { now: { inputSchema: { type: 'object' } } }
    const stream = streamText({ model: modelOn(fetch), prompt: 'Hi', tools })
    expect(await partsOf(stream)).toEqual(['start', 'text-start', 'text-delta', 'text-end', 'finish'])
    expect(fetch.mock.calls[0]?.[0]).toMatch(/\/invoke$/)
  })
})

describe('createBedrock', () => {
  const fetch: Fetch = async () => new Response()
  const at = (options: object) => () =>
    createBedrock({ region: 'us-east-1', auth, families: [toy()], fetch, ...options })

  it.each([
    'us-east-1.evil.example#',
    'evil.example/',
    'x@evil.example',
    'us-east-1\r\nx: y',
    'US',
    '-a',
    'a'.repeat(64),
  ])('refuses the region %j', (region) =>
    expect(at({ region })).toThrow(expect.objectContaining({ code: 'invalid-argument' })),
  )

  it('names a missing region', () => {
    for (const region of ['', ' ', undefined])
      expect(at({ region })).toThrow(expect.objectContaining({ code: 'no-region' }))
  })

  it.each([
    'http://evil.example',
    'https://user:pass@host',
    'https://host/?x=1',
    'https://host/#x',
    'nonsense',
    'file:///x',
  ])('refuses the endpoint %s', (endpoint) =>
    expect(at({ endpoint })).toThrow(expect.objectContaining({ code: 'invalid-argument' })),
  )

  it('takes a loopback endpoint without TLS', () => {
    for (const endpoint of [
      'http://127.0.0.1:4010',
      'http://localhost:4010/',
      'http://[::1]:4010',
      'https://vpce.example.com',
    ])
      expect(at({ endpoint })).not.toThrow()
  })

  it.each(['..', '../x', 'toy.a/../b', 'toy.a?x', 'toy.a#b', 'toy.a;x', 'toy.a b', 'toy.a\n', 'a'.repeat(2049)])(
    'refuses the model id %j',
    (id) => expect(() => at({})()(`toy.${id}` as 'toy.x')).toThrow(BedrockError),
  )

  it('names what is installed for an unknown family', () => {
    const bedrock = at({})()
    // @ts-expect-error a family that is not installed is a type error
    expect(() => bedrock('other.model')).toThrow(/No installed family serves "other\.model" \(installed: toy\)/)
  })
})
