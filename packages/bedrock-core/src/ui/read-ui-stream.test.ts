import { fc, test } from '@fast-check/vitest'
import { expect } from 'vitest'
import { BedrockError } from '../errors/bedrock-error.ts'
import type { UIChunk } from './chunk.ts'
import { toErrorResponse } from './error-response.ts'
import { readUIBatches, readUIStream } from './read-ui-stream.ts'
import { answerParts, collect, everything, responseOf, richDeltas, slowly, thenFail } from './test/answers.ts'
import { toUIResponse } from './to-ui-response.ts'

const bytesOf = async (response: Response): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await response.arrayBuffer())

const rich = await bytesOf(toUIResponse(slowly(answerParts(richDeltas)), { ...everything, now: () => 0 }))
const whole = await collect(readUIStream(responseOf(rich)))

test('every two-way cut of the bytes gives the same events', async () => {
  expect(whole.length).toBeGreaterThan(15)
  for (let at = 1; at < rich.length; at++) expect(await collect(readUIStream(responseOf(rich, [at])))).toEqual(whole)
})

test.prop([fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 200 })])(
  'any cut gives the same events',
  async (lengths) => {
    expect(await collect(readUIStream(responseOf(rich, lengths)))).toEqual(whole)
  },
)

/** What is given before the failure, and the failure. */
const readAll = async (response: Response): Promise<{ chunks: UIChunk[]; failure: unknown }> => {
  const chunks: UIChunk[] = []
  try {
    for await (const chunk of readUIStream(response)) chunks.push(chunk)
    return { chunks, failure: undefined }
  } catch (failure) {
    return { chunks, failure }
  }
}

test('a stream cut anywhere before its last event is truncated, with what had arrived', async () => {
  const finish = new TextDecoder().decode(rich).indexOf('{"type":"finish",')
  const end = new TextEncoder().encode(new TextDecoder().decode(rich).slice(0, finish)).length
  for (let at = 0; at < end; at += 7) {
    const { chunks, failure } = await readAll(responseOf(rich.slice(0, at)))
    expect(failure).toMatchObject({ code: 'truncated', retryable: true })
    expect(whole.slice(0, chunks.length)).toEqual(chunks)
  }
})

test('the server’s error keeps its code, its words and what may be done', async () => {
  const cause = new BedrockError('throttled', 'secret', { retryAfter: 2, requestId: 'r' })
  const { chunks, failure } = await readAll(toUIResponse(thenFail(answerParts(richDeltas).slice(0, 4), cause)))
  expect(failure).toMatchObject({ code: 'throttled', retryable: true, retryAfter: 2, requestId: 'r' })
  expect(failure).toHaveProperty('message', 'The assistant is busy. Please try again later.')
  expect(chunks[0]).toMatchObject({ type: 'start' })
})

const stream = (...events: string[]): Response => new Response(events.map((event) => `data: ${event}\n\n`).join(''))

test('a step that begins after a finish must come to its own', async () => {
  const step = ['{"type":"finish"}', '{"type":"start-step"}', '{"type":"finish-step"}']
  expect((await readAll(stream(...step))).failure).toMatchObject({ code: 'truncated' })
  expect((await readAll(stream(...step, '{"type":"finish"}'))).failure).toBe(undefined)
})

test('unknown types are passed over; whatever does not fit its type is malformed, after what came before it', async () => {
  expect(await readAll(stream('{"type":"tomorrow"}', '{"type":"finish"}', '[DONE]'))).toEqual({
    chunks: [{ type: 'finish' }],
    failure: undefined,
  })
  for (const wrong of ['{', '[]', '{}', '{"type":"text-delta","id":"0"}', '{"type":"start","messageMetadata":3}']) {
    const { chunks, failure } = await readAll(stream('{"type":"start-step"}', wrong))
    expect(chunks).toEqual([{ type: 'start-step' }])
    expect(failure).toMatchObject({ code: 'malformed' })
  }
})

test('an error of a foreign server, without a code, is unknown in its own words', async () => {
  const { failure } = await readAll(stream('{"type":"error","errorText":"Oops."}', '[DONE]'))
  expect(failure).toMatchObject({ code: 'unknown', message: 'Oops.' })
})

test('a refusal before the stream is thrown with its code, ours or the status’s', async () => {
  const refusal = new BedrockError('invalid-argument', 'The chat is refused: too long.', { status: 413 })
  expect((await readAll(toErrorResponse(refusal))).failure).toMatchObject({
    code: 'invalid-argument',
    status: 413,
    message: refusal.message,
  })
  const { failure } = await readAll(toErrorResponse(new BedrockError('no-region', 'secret')))
  expect(failure).toMatchObject({ code: 'no-region', status: 500, message: expect.not.stringContaining('secret') })
  expect((await readAll(new Response('<html>', { status: 429 }))).failure).toMatchObject({
    code: 'throttled',
    retryable: true,
  })
  expect((await readAll(new Response('', { status: 502 }))).failure).toMatchObject({ code: 'server-error' })
})

test('leaving the loop cancels the body', async () => {
  let cancelled = false
  const response = toUIResponse(slowly(answerParts(richDeltas)))
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(rich),
    cancel() {
      cancelled = true
    },
  })
  for await (const _ of readUIStream(new Response(body, response))) break
  expect(cancelled).toBe(true)
})

test('events may be passed over by their id, and the last id that was taken is told', async () => {
  const bytes = await bytesOf(
    toUIResponse(slowly(answerParts(richDeltas)), { ...everything, now: () => 0, streamId: 's' }),
  )
  const batches = await collect(
    readUIBatches(responseOf(bytes, [200, 200]), { passOver: (id) => Number(id?.split(':')[1]) <= 2 }),
  )
  expect(batches.flatMap(({ chunks }) => chunks)).toEqual(whole.slice(2))
  expect(batches.at(-1)?.eventId).toBe(`s:${whole.length + 1}`)
})
