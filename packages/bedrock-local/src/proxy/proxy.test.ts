import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type CallOptions, type Generation, generateText, streamText } from '@x/bedrock-core'
import type { JsonObject } from '@x/bedrock-core/family'
import { afterEach, describe, expect, it } from 'vitest'
import { type RunningLocalBedrock, startLocalBedrock } from '../server/start.ts'
import { clientOf } from '../test/client.ts'
import { type ProxyOptions, proxy } from './proxy.ts'
import { dataOf } from './sse.ts'

const model = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0'
const stops: (() => unknown)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

/** A server with the manners of an OpenAI-compatible one; `answer` is what it writes. */
const served = async (answer: (response: ServerResponse, body: JsonObject, request: IncomingMessage) => void) => {
  const bodies: JsonObject[] = []
  const server = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += String(chunk)
    const body: JsonObject = JSON.parse(text)
    bodies.push(body)
    answer(response, body, request)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  stops.push(
    () => server.closeAllConnections(),
    () => server.close(),
  )
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/v1`, bodies }
}

const stream =
  (...chunks: readonly object[]) =>
  (response: ServerResponse): void => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    for (const chunk of chunks) response.write(`data: ${JSON.stringify(chunk)}\n\n`)
    response.end('data: [DONE]\n\n')
  }

const delta = (said: object, finish_reason: string | null = null) => ({
  object: 'chat.completion.chunk',
  choices: [{ index: 0, delta: said, finish_reason }],
})
const usage = {
  choices: [],
  usage: { prompt_tokens: 30, completion_tokens: 7, total_tokens: 37, prompt_tokens_details: { cached_tokens: 10 } },
}

const asking = async (url: string, options: Partial<ProxyOptions> = {}) => {
  const local: RunningLocalBedrock = await startLocalBedrock({
    answerer: proxy({ url, model: 'qwen3:0.6b', ...options }),
  })
  stops.push(() => local.close())
  return clientOf({ endpoint: local.url })(model)
}

/** The same call, whole and streamed. */
const both = async (url: string, asked: Omit<CallOptions<object>, 'model'>): Promise<Generation[]> => {
  const bedrock = await asking(url)
  const whole = await generateText({ model: bedrock, ...asked })
  const answer = streamText({ model: bedrock, ...asked })
  for await (const _ of answer);
  return [whole, await answer.result]
}

describe('a proxied model', () => {
  it('answers in text and thoughts, counted by itself, and is not cut by our estimate', async () => {
    const words = 'Supercalifragilistic, all of it. '
    const { url, bodies } = await served(
      stream(
        delta({ role: 'assistant', reasoning_content: 'Hm. ' }),
        delta({ reasoning: 'Well.' }),
        delta({ content: words }),
        delta({ content: words }),
        delta({}, 'stop'),
        usage,
      ),
    )
    const asked = {
      system: 'Be brief.',
      prompt: 'Hi',
      maxOutputTokens: 10,
      temperature: 0.5,
      topP: 0.9,
      stopSequences: ['END'],
    }
    for (const answer of await both(url, asked))
      expect(answer).toMatchObject({
        text: words + words,
        reasoning: 'Hm. Well.',
        finishReason: 'stop',
        usage: { outputTokens: 7, cacheReadTokens: 10 },
      })
    expect(bodies[0]).toEqual({
      model: 'qwen3:0.6b',
      stream: true,
      stream_options: { include_usage: true },
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'Hi' },
      ],
      max_tokens: 10,
      temperature: 0.5,
      top_p: 0.9,
      stop: ['END'],
    })
  })

  it('calls tools, two of them interleaved, and is told their results', async () => {
    const call = (index: number, said: object) => delta({ tool_calls: [{ index, ...said }] })
    const { url, bodies } = await served(
      stream(
        delta({ content: 'Let me see.' }),
        call(0, { id: 'call_a', type: 'function', function: { name: 'weather', arguments: '' } }),
        call(0, { function: { arguments: '{"city":' } }),
        call(1, { id: 'call_b', type: 'function', function: { name: 'clock', arguments: '{"zone"' } }),
        call(0, { function: { arguments: '"Oslo"}' } }),
        call(1, { function: { arguments: ':"CET"}' } }),
        delta({}, 'tool_calls'),
      ),
    )
    const tools = {
      weather: { description: 'Weather', inputSchema: { type: 'object', properties: { city: { type: 'string' } } } },
      clock: { description: 'Time', inputSchema: { type: 'object' } },
    } as const
    for (const answer of await both(url, { prompt: 'Weather and time?', tools, toolChoice: 'required' })) {
      expect(answer.toolCalls).toMatchObject([
        { toolCallId: 'call_a', toolName: 'weather', input: { city: 'Oslo' } },
        { toolCallId: 'call_b', toolName: 'clock', input: { zone: 'CET' } },
      ])
      expect(answer.finishReason).toBe('tool-calls')
    }
    expect(bodies[0]).toMatchObject({
      tool_choice: 'required',
      tools: [
        { type: 'function', function: { name: 'weather', description: 'Weather' } },
        { function: { name: 'clock' } },
      ],
    })
    const [answer] = await both(url, {
      tools,
      messages: [
        { role: 'user', content: 'Weather?' },
        {
          role: 'assistant',
          content: [{ type: 'tool-call', toolCallId: 'call_a', toolName: 'weather', input: { city: 'Oslo' } }],
        },
        {
          role: 'tool',
          content: [
            { type: 'tool-result', toolCallId: 'call_a', toolName: 'weather', output: { type: 'text', value: 'Sun' } },
          ],
        },
      ],
    })
    expect(answer?.toolCalls).toHaveLength(2)
    expect(bodies.at(-1)?.['messages']).toMatchObject([
      { role: 'user', content: 'Weather?' },
      {
        role: 'assistant',
        tool_calls: [{ id: 'call_a', function: { name: 'weather', arguments: '{"city":"Oslo"}' } }],
      },
      { role: 'tool', tool_call_id: 'call_a', content: 'Sun' },
    ])
  })

  it('sees images, reads text documents, and fits schemas', async () => {
    const { url, bodies } = await served(stream(delta({ content: '{"a":1}' }), delta({}, 'stop')))
    const data = new Uint8Array([1, 2, 3])
    await both(url, {
      messages: [
        {
          role: 'user',
          content: [
            { type: 'file', mediaType: 'image/png', data },
            { type: 'file', mediaType: 'text/plain', filename: 'notes', data: new TextEncoder().encode('Grüße') },
            { type: 'text', text: 'What is this?' },
          ],
        },
      ],
      responseFormat: { schema: { type: 'object', properties: { a: { type: 'integer' } } } },
    })
    expect(bodies[0]).toMatchObject({
      messages: [
        {
          role: 'user',
          content: [
            { type: 'image_url', image_url: { url: 'data:image/png;base64,AQID' } },
            { type: 'text', text: 'notes:\nGrüße' },
            { type: 'text', text: 'What is this?' },
          ],
        },
      ],
      response_format: { type: 'json_schema', json_schema: { schema: { type: 'object' } } },
    })
  })

  it('is not given what it cannot take', async () => {
    const { url, bodies } = await served(stream())
    const data = new Uint8Array([1, 2, 3])
    const content = [
      { type: 'file', mediaType: 'application/pdf', filename: 'a', data },
      { type: 'text', text: 'hm' },
    ] as const
    const asked = generateText({ model: await asking(url), messages: [{ role: 'user', content }] })
    await expect(asked).rejects.toMatchObject({
      code: 'validation',
      message: expect.stringContaining('document (pdf)'),
    })
    expect(bodies).toEqual([])
  })

  it.each([
    [400, 'validation'],
    [401, 'access-denied'],
    [404, 'not-found'],
    [429, 'throttled'],
    [500, 'model-error'],
    [503, 'unavailable'],
  ])('its status %i is our %s', async (status, code) => {
    const { url } = await served(
      (response) => void response.writeHead(status).end('{"error":{"message":"no such model"}}'),
    )
    const asked = generateText({ model: await asking(url), prompt: 'Hi' })
    await expect(asked).rejects.toMatchObject({ code, message: expect.stringContaining('no such model') })
  })

  it('that fails or breaks off midway ends in an exception frame, and one that is not there in an HTTP error', async () => {
    const told = async (url: string) => {
      let text = ''
      try {
        for await (const piece of streamText({ model: await asking(url), prompt: 'Hi' }).textStream) text += piece
        return [text]
      } catch (error) {
        return [text, error]
      }
    }
    const failing = await served(stream(delta({ content: 'Half ' }), { error: { message: 'out of memory' } }))
    expect(await told(failing.url)).toEqual([
      'Half ',
      expect.objectContaining({ code: 'model-error', message: expect.stringContaining('out of memory') }),
    ])
    const breaking = await served(stream(delta({ content: 'Half ' })))
    expect(await told(breaking.url)).toEqual(['Half ', expect.objectContaining({ code: 'model-error' })])
    expect(await told('http://127.0.0.1:9/v1')).toEqual(['', expect.objectContaining({ code: 'unavailable' })])
  })

  it('is told when the caller has gone, and who asks where it wants to know', async () => {
    let left = (): void => undefined
    const gone = new Promise<void>((resolve) => {
      left = resolve
    })
    let authorization: string | undefined
    const { url } = await served((response, _, request) => {
      authorization = request.headers.authorization
      response.on('close', left)
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write(`data: ${JSON.stringify(delta({ content: 'On and on' }))}\n\n`)
    })
    const bedrock = await asking(url, { apiKey: 'local-key' })
    for await (const _ of streamText({ model: bedrock, prompt: 'Hi' }).textStream) break
    await gone
    expect(authorization).toBe('Bearer local-key')
  })
})

describe('server-sent events', () => {
  it.each([1, 2, 3, 5, 100])('are read in pieces of %i bytes', async (size) => {
    const bytes = new TextEncoder().encode(
      ': hello\r\ndata: {"a":"ü"}\r\n\r\nevent: x\ndata: one\ndata:two\n\ndata: [DONE]',
    )
    async function* pieces() {
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
    }
    const seen: string[] = []
    for await (const data of dataOf(pieces())) seen.push(data)
    expect(seen).toEqual(['{"a":"ü"}', 'one\ntwo', '[DONE]'])
  })
})
