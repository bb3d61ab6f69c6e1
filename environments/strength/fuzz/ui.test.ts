import { MessageDraft, readUIBatches, readUIStream, type UIChunk } from '@x/bedrock-core/ui'
import fc from 'fast-check'
import { describe, expect } from 'vitest'
import { anyJson, fuzz, mutated, orRefused } from './fuzz.ts'

const tool = { toolCallId: 't1', toolName: 'weather' }
/** One of each kind that the protocol has. */
const kinds: readonly object[] = [
  { type: 'start', messageId: 'm', messageMetadata: { a: { b: 1 } } },
  { type: 'start-step' },
  { type: 'text-start', id: 'x' },
  { type: 'text-delta', id: 'x', delta: 'Hi' },
  { type: 'text-end', id: 'x' },
  { type: 'reasoning-start', id: 'x' },
  { type: 'reasoning-delta', id: 'x', delta: 'Hm' },
  { type: 'reasoning-end', id: 'x', providerMetadata: { bedrock: { signature: 's' } } },
  { type: 'reasoning-file', url: 'data:,', mediaType: 'image/png' },
  { type: 'tool-input-start', ...tool },
  { type: 'tool-input-delta', toolCallId: 't1', inputTextDelta: '{"a"' },
  { type: 'tool-input-available', ...tool, input: { a: 1 } },
  { type: 'tool-input-error', ...tool, input: 'x', errorText: 'No' },
  { type: 'tool-approval-request', approvalId: 'p', toolCallId: 't1' },
  { type: 'tool-approval-response', approvalId: 'p', approved: true },
  { type: 'tool-output-available', toolCallId: 't1', output: { a: 1 } },
  { type: 'tool-output-error', toolCallId: 't1', errorText: 'No' },
  { type: 'tool-output-denied', toolCallId: 't1' },
  { type: 'source-url', sourceId: 's', url: 'https://a.example' },
  { type: 'source-document', sourceId: 's', mediaType: 'text/plain', title: 'T' },
  { type: 'file', url: 'data:,', mediaType: 'image/png' },
  { type: 'custom', kind: 'x.y' },
  { type: 'data-weather', id: 'd', data: { a: 1 } },
  { type: 'data-error', data: { code: 'throttled' } },
  { type: 'message-metadata', messageMetadata: { a: { c: 2 } } },
  { type: 'finish-step' },
  { type: 'reset-step' },
  { type: 'finish', messageMetadata: { d: 1 } },
  { type: 'abort' },
  { type: 'error', errorText: 'No' },
]

/** Whatever a server says, a page gets a message or one of these. `network` would hide a fault of the reader: none is here. */
const said = ['malformed', 'truncated', 'unknown', 'throttled'] as const

const responseOf = (pieces: readonly Uint8Array<ArrayBuffer>[]): Response =>
  new Response(
    new ReadableStream({
      start: (controller) => {
        for (const piece of pieces) controller.enqueue(piece)
        controller.close()
      },
    }),
  )

const read = async (pieces: readonly Uint8Array<ArrayBuffer>[]): Promise<UIChunk[]> => {
  const chunks: UIChunk[] = []
  await orRefused(async () => {
    for await (const chunk of readUIStream(responseOf(pieces))) chunks.push(chunk)
  }, said)
  return chunks
}

const encoded = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text)
const event = (chunk: unknown): string => `data: ${JSON.stringify(chunk)}\n\n`
const sequence = fc.array(fc.oneof(fc.constantFrom(...kinds), mutated(kinds)), { maxLength: 25 })
const last = event({ type: 'finish' })

describe('the protocol between server and browser', () => {
  fuzz('any bytes', fc.array(fc.uint8Array({ maxLength: 100 }), { maxLength: 6 }), async (pieces) => {
    await read(pieces.map((piece) => new Uint8Array(piece)))
  })

  fuzz('any JSON as events', fc.array(anyJson, { maxLength: 10 }), async (values) => {
    await read([encoded(values.map(event).join('') + last)])
  })

  fuzz(
    'a name that an object inherits is no event, nor a member of one',
    fc.tuple(
      fc.constantFrom('constructor', 'toString', '__proto__', 'hasOwnProperty', 'valueOf'),
      fc.constantFrom(...kinds),
    ),
    async ([name, kind]) => {
      expect(await read([encoded(`${event({ type: name, id: 'x', delta: 'y' })}${event(kind)}${last}`)])).toEqual(
        await read([encoded(event(kind) + last)]),
      )
    },
    60,
  )

  fuzz(
    'any cuts give the same events',
    fc.tuple(sequence, fc.array(fc.nat(), { maxLength: 20 })),
    async ([chunks, cuts]) => {
      const bytes = encoded(chunks.map(event).join('') + last)
      const edges = [0, ...cuts.map((cut) => cut % bytes.length).toSorted((a, b) => a - b), bytes.length]
      expect(await read(edges.slice(1).map((edge, index) => bytes.slice(edges[index], edge)))).toEqual(
        await read([bytes]),
      )
    },
  )

  fuzz(
    'a message is drawn from any events, and each snapshot stays as it was',
    sequence,
    async (chunks) => {
      const draft = new MessageDraft({ id: 'm', role: 'assistant', parts: [] })
      const kept: (readonly [message: unknown, text: string])[] = []
      for (const chunk of await read([encoded(chunks.map(event).join('') + last)])) {
        if ((await orRefused(() => draft.apply(chunk) ?? true, ['malformed'])) === undefined) break
        const message = draft.snapshot()
        kept.push([message, JSON.stringify(message)])
        expect(draft.snapshot()).toBe(message)
      }
      for (const [message, text] of kept) expect(JSON.stringify(message)).toBe(text)
    },
    600,
  )

  fuzz(
    'fields, ids and line ends of any kind',
    fc.array(
      fc.tuple(
        fc.constantFrom('data', 'id', 'event', 'retry', ''),
        fc.string({ maxLength: 20 }),
        fc.constantFrom('\n', '\r\n', '\r', '\n\n'),
      ),
      { maxLength: 20 },
    ),
    async (lines) => {
      const text = lines.map(([name, value, end]) => `${name}: ${value}${end}`).join('')
      await orRefused(async () => {
        for await (const { eventId } of readUIBatches(responseOf([encoded(text + last)])))
          expect(eventId ?? '').not.toContain('\n')
      }, said)
    },
  )
})
