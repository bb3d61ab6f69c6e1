import { createBedrock } from '../client/create-bedrock.ts'
import { streamText } from '../client/stream-text.ts'
import { BedrockError } from '../errors/bedrock-error.ts'
import type { AnyFamily } from '../family/family.ts'
import type { Format } from '../family/format.ts'
import type { JsonObject } from '../speech/json.ts'
import type { StreamPart } from '../speech/stream-part.ts'
import { base64OfBytes } from '../wire/base64.ts'
import { encodeFrame } from './encode-frame.ts'
import type { FamilyFixture } from './fixture.ts'
import { holds, same } from './same.ts'

const frameOf = (format: Format, event: JsonObject): Uint8Array => {
  const [name = '', payload] = format.operation === 'converse' ? (Object.entries(event)[0] ?? []) : ['chunk', undefined]
  const wrapped = { bytes: base64OfBytes(new TextEncoder().encode(JSON.stringify(event))), p: 'abcdefg' }
  return encodeFrame(
    { ':event-type': name, ':content-type': 'application/json', ':message-type': 'event' },
    JSON.stringify(payload ?? wrapped),
  )
}

/** The bytes of a stream, as Bedrock would frame these events. */
export const bytesOfEvents = (format: Format, events: readonly JsonObject[]): Uint8Array => {
  const frames = events.map((event) => frameOf(format, event))
  const bytes = new Uint8Array(frames.reduce((sum, frame) => sum + frame.length, 0))
  let at = 0
  for (const frame of frames) {
    bytes.set(frame, at)
    at += frame.length
  }
  return bytes
}

/** Two-way cuts everywhere for short streams, small pieces for long ones. */
export const cutsOf = (bytes: Uint8Array): Uint8Array[][] =>
  bytes.length <= 4096
    ? Array.from({ length: bytes.length - 1 }, (_, at) => [bytes.slice(0, at + 1), bytes.slice(at + 1)])
    : [1, 7, 11, 12, 13, 100, 1460].map((size) =>
        Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
          bytes.slice(index * size, (index + 1) * size),
        ),
      )

interface Outcome {
  readonly parts: readonly StreamPart[]
  readonly error?: BedrockError
}

/** Reads bytes through the whole client, as if Bedrock had sent them in these pieces. */
export const readPieces = async (
  family: AnyFamily,
  fixture: FamilyFixture,
  pieces: readonly Uint8Array[],
): Promise<Outcome> => {
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      for (const piece of pieces) controller.enqueue(piece)
      controller.close()
    },
  })
  const bedrock = createBedrock({
    region: 'us-east-1',
    auth: async (request) => request,
    families: [family],
    fetch: async () => new Response(body),
    retry: false,
  })
  const model = bedrock(fixture.model, { family: family.name, via: fixture.format })
  const parts: StreamPart[] = []
  try {
    for await (const part of streamText({ model, prompt: 'Hi' })) parts.push(part)
    return { parts }
  } catch (error) {
    if (BedrockError.is(error)) return { parts, error }
    throw error
  }
}

/** Any cut of the bytes gives the same parts. */
export const anyCut = async (family: AnyFamily, format: Format, fixture: FamilyFixture): Promise<void> => {
  if (!fixture.events) return
  const bytes = bytesOfEvents(format, fixture.events)
  const whole = await readPieces(family, fixture, [bytes])
  holds(whole.error === undefined, `the whole stream fails: ${whole.error?.message}`)
  for (const pieces of cutsOf(bytes))
    same(await readPieces(family, fixture, pieces), whole, 'another cut gives other parts')
}

/** Any flipped byte is a typed error that carries what had arrived. */
export const anyFlip = async (family: AnyFamily, format: Format, fixture: FamilyFixture): Promise<void> => {
  if (!fixture.events) return
  const bytes = bytesOfEvents(format, fixture.events)
  const step = Math.max(1, Math.floor(bytes.length / 500))
  for (let at = 0; at < bytes.length; at += step) {
    const flipped = bytes.slice()
    flipped[at] = (flipped[at] ?? 0) ^ 0x20
    const { error } = await readPieces(family, fixture, [flipped])
    // A flipped length may claim more bytes than will ever come.
    holds(
      error?.code === 'corrupt' || error?.code === 'truncated',
      `byte ${at} flipped ends as ${error?.code ?? 'success'}`,
    )
    holds(typeof error?.partial === 'object' && error.partial !== null, `byte ${at} flipped loses what had arrived`)
  }
}
