import { expect, test } from 'vitest'
import { BedrockError } from '../errors/bedrock-error.ts'
import type { StreamPart } from '../speech/stream-part.ts'
import { answerParts, everything, richDeltas, slowly, thenFail } from './test/answers.ts'
import { toUIResponse } from './to-ui-response.ts'

const events = (text: string): string[] => text.split('\n\n').slice(0, -1)

const dataOf = (text: string): unknown[] =>
  events(text).map((event) => {
    const data = event.replace(/^id: \d+\ndata: /, '')
    return data === '[DONE]' ? data : JSON.parse(data)
  })

const clock = () => {
  let now = 0
  return () => (now += 10)
}

test('headers are those of the UI message stream, and a caller may add some', () => {
  const { headers, status } = toUIResponse(slowly<StreamPart>([]), { headers: { 'x-own': '1' } })
  expect(status).toBe(200)
  expect(headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
  expect(headers.get('x-vercel-ai-ui-message-stream')).toBe('v1')
  expect(headers.get('cache-control')).toBe('no-cache, no-transform')
  expect(headers.get('x-own')).toBe('1')
})

test('every event has an id, counted from 1, and the last is [DONE]', async () => {
  const text = await toUIResponse(slowly(answerParts(richDeltas)), everything).text()
  expect(events(text).map((event) => Number(/^id: (\d+)\n/.exec(event)?.[1]))).toEqual(
    events(text).map((_, i) => i + 1),
  )
  expect(dataOf(text).at(-1)).toBe('[DONE]')
})

test('the events of a stream that can be resumed carry its name', async () => {
  const text = await toUIResponse(slowly(answerParts(richDeltas)), { ...everything, streamId: 's1' }).text()
  expect(events(text).map((event) => event.split('\n')[0])).toEqual(events(text).map((_, i) => `id: s1:${i + 1}`))
})

test('an answer becomes these events', async () => {
  const text = await toUIResponse(slowly(answerParts(richDeltas)), {
    ...everything,
    messageId: 'm1',
    now: clock(),
  }).text()
  expect(dataOf(text)).toMatchInlineSnapshot(`
    [
      {
        "messageId": "m1",
        "messageMetadata": {
          "model": "vendor.model-v1:0",
        },
        "type": "start",
      },
      {
        "type": "start-step",
      },
      {
        "id": "0",
        "type": "reasoning-start",
      },
      {
        "delta": "Let me ",
        "id": "0",
        "type": "reasoning-delta",
      },
      {
        "delta": "see.",
        "id": "0",
        "type": "reasoning-delta",
      },
      {
        "id": "0",
        "providerMetadata": {
          "bedrock": {
            "signature": "c2ln",
          },
        },
        "type": "reasoning-end",
      },
      {
        "id": "1",
        "type": "text-start",
      },
      {
        "delta": "Grüße, ",
        "id": "1",
        "type": "text-delta",
      },
      {
        "delta": "世界 🌍

    data: no event",
        "id": "1",
        "type": "text-delta",
      },
      {
        "providerMetadata": {
          "bedrock": {
            "location": {
              "type": "web",
              "url": "https://a.example/b",
            },
          },
        },
        "sourceId": "1-source-2",
        "title": "Page",
        "type": "source-url",
        "url": "https://a.example/b",
      },
      {
        "mediaType": "text/plain",
        "providerMetadata": {
          "bedrock": {
            "citedText": "words",
          },
        },
        "sourceId": "1-source-3",
        "title": "javascript:alert(1)",
        "type": "source-document",
      },
      {
        "id": "1",
        "type": "text-end",
      },
      {
        "toolCallId": "call-1",
        "toolName": "weather",
        "type": "tool-input-start",
      },
      {
        "inputTextDelta": "{"city":",
        "toolCallId": "call-1",
        "type": "tool-input-delta",
      },
      {
        "inputTextDelta": ""Bern"}",
        "toolCallId": "call-1",
        "type": "tool-input-delta",
      },
      {
        "input": {
          "city": "Bern",
        },
        "toolCallId": "call-1",
        "toolName": "weather",
        "type": "tool-input-available",
      },
      {
        "mediaType": "image/png",
        "type": "file",
        "url": "data:image/png;base64,AAAA",
      },
      {
        "type": "finish-step",
      },
      {
        "finishReason": "tool-calls",
        "messageMetadata": {
          "finishReason": "tool-calls",
          "firstDeltaMs": 10,
          "latencyMs": 20,
          "model": "vendor.model-v1:0",
          "usage": {
            "inputTokens": 3,
            "outputTokens": 5,
            "totalTokens": 8,
          },
        },
        "type": "finish",
      },
      "[DONE]",
    ]
  `)
})

test('deltas that arrived together are one event, and the text is the same', async () => {
  const deltas = Array.from({ length: 1000 }, (_, i) => ({ type: 'text', block: 0, text: `${i} ` }) as const)
  const parts = answerParts([...deltas, { type: 'finish', raw: 'end_turn' }])
  const together = thenFail(parts, new BedrockError('aborted', 'end'))
  const chunks = dataOf(await toUIResponse(together).text()) as { type: string; delta?: string }[]
  const texts = chunks.filter(({ type }) => type === 'text-delta')
  expect(texts.length).toBeLessThan(10)
  expect(texts.map(({ delta }) => delta).join('')).toBe(deltas.map(({ text }) => text).join(''))
})

test.each([
  [
    new BedrockError('throttled', 'account 123456789012 at host x', { retryAfter: 3, requestId: 'r-1' }),
    'throttled',
    true,
  ],
  [new BedrockError('no-credentials', 'set AWS_SECRET'), 'no-credentials', false],
  [new Error('secret stack'), 'unknown', false],
  ['secret text', 'unknown', false],
])('a failure reaches the browser as code and safe words: %s', async (cause, code, retryable) => {
  const heard: unknown[] = []
  const text = await toUIResponse(
    thenFail(answerParts([{ type: 'text', block: 0, text: 'Hi' }, { type: 'finish' }]).slice(0, 3), cause),
    {
      onError: (error) => heard.push(error),
    },
  ).text()
  expect(dataOf(text).slice(-3)).toEqual([
    { type: 'data-error', transient: true, data: expect.objectContaining({ code, retryable }) },
    { type: 'error', errorText: expect.stringMatching(/^The assistant .*\.$/) },
    '[DONE]',
  ])
  expect(text).toContain('"delta":"Hi"')
  expect(text).not.toMatch(/secret|123456789012|host x|AWS_/i)
  expect(heard).toEqual([cause])
})

test('an aborted call is an abort, not an error', async () => {
  const text = await toUIResponse(thenFail([], new BedrockError('aborted', 'left'))).text()
  expect(dataOf(text)).toEqual([{ type: 'abort' }, '[DONE]'])
})

test('an ARN does not reach the browser, since it holds an account’s number', async () => {
  const arn = 'arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc'
  const text = await toUIResponse(
    slowly(answerParts([{ type: 'text', block: 0, text: 'Hi' }, { type: 'finish' }], arn)),
  ).text()
  expect(text).not.toContain('123456789012')
})
