import { isJsonObject, type Json, type JsonObject } from '@x/bedrock-core/family'
import { foldDeltas } from '@x/bedrock-core/testing'
import fc from 'fast-check'
import { describe } from 'vitest'
import { bodyOf, framesOf, streamOf } from '../shared/answers.ts'
import { type Row, rows } from '../shared/rows.ts'
import { eventName } from '../shared/wire.ts'
import { anyJson, fuzz, mutated, orRefused } from './fuzz.ts'

const jsonOf = (text: string): Json => JSON.parse(text)

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isText = (value: Json | undefined): value is string => typeof value === 'string'

/** The payload of a frame; of InvokeModel what is wrapped in it. */
const eventOf = (row: Row, frame: Uint8Array): Json => {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength)
  const payload = jsonOf(new TextDecoder().decode(frame.subarray(12 + view.getUint32(4), -4)))
  if (row.format.operation === 'invoke' && isJsonObject(payload)) {
    const { bytes } = payload
    return isText(bytes) ? jsonOf(Buffer.from(bytes, 'base64').toString()) : payload
  }
  return { [eventName(frame)]: payload }
}

/** Whether it was read; if not, the error names the key. */
const taken = async (work: () => unknown): Promise<boolean> =>
  (await orRefused(() => work() ?? true, ['malformed'])) !== undefined

const objects = (inputs: fc.Arbitrary<unknown>): fc.Arbitrary<JsonObject> =>
  inputs.map((value): JsonObject => (isObject(value) ? value : {}))

/** Reads the events and folds what they say, as the client does. */
const readAll = (row: Row, events: readonly JsonObject[]): void => {
  const read = row.format.reader()
  foldDeltas([...events.flatMap((event) => [...read(event)]), { type: 'finish' }], row.format.name)
}

const corpora = await Promise.all(
  rows.map(async (row) => ({
    row,
    name: row.name,
    events: framesOf(await streamOf(row)).map((frame) => eventOf(row, frame)),
    body: jsonOf(await bodyOf(row)),
  })),
)

describe.each(corpora)('$name', ({ row, events, body }) => {
  fuzz(
    'a reader takes any events, or says which key it could not read',
    fc.array(fc.oneof(objects(mutated(events)), objects(anyJson)), { maxLength: 20 }),
    (given) => taken(() => readAll(row, given)),
  )

  fuzz(
    'a reader goes on after an event that it refused',
    objects(mutated(events)),
    async (wounded) => {
      const read = row.format.reader()
      await taken(() => read(wounded))
      for (const event of events) await taken(() => read(isJsonObject(event) ? event : {}))
    },
    100,
  )

  fuzz('a whole answer of any shape', fc.oneof(objects(mutated([body])), objects(anyJson)), (given) =>
    taken(() => foldDeltas([...row.format.decode(given, {}), { type: 'finish' }], row.format.name)),
  )

  fuzz(
    'a name that an object inherits is no key',
    fc.constantFrom('constructor', 'toString', '__proto__', 'hasOwnProperty'),
    async (name) => {
      await taken(() => readAll(row, [JSON.parse(`{"${name}":{"type":"${name}","role":"${name}"},"type":"${name}"}`)]))
    },
    8,
  )
})
