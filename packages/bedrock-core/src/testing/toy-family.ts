import { defineFamily } from '../family/define.ts'
import type { Family } from '../family/family.ts'
import type { Format } from '../family/format.ts'
import { maybeText, readText } from '../family/read.ts'
import type { Delta } from '../speech/delta.ts'
import type { JsonObject } from '../speech/json.ts'

/** Options of the toy. */
export interface ToyOptions {
  readonly seed?: number
}

const said = (event: JsonObject): Delta[] => {
  const text = maybeText(event, 'text')
  return text === undefined ? [] : [{ type: 'text', block: 0, text }]
}

const ended = (event: JsonObject): Delta[] => {
  const raw = maybeText(event, 'stop')
  return raw === undefined ? [] : [{ type: 'finish', raw }]
}

/** A wire form of three keys, for tests of what is not a wire form's business. */
export const toyFormat: Format<ToyOptions> = {
  name: 'toy',
  operation: 'invoke',
  carries: ['system', 'stream', 'tools'],
  encode: ({ messages, options }) => ({ body: { messages: messages.length, seed: options.seed } }),
  decode: (body) => {
    readText(body, 'text')
    return [...said(body), ...ended(body)]
  },
  reader: () => (event) => [...said(event), ...ended(event)],
}

/** A family that serves `toy.` models; it cannot stream while tools are offered. */
export const toy = (): Family<'toy', 'toy.', ToyOptions> =>
  defineFamily({ name: 'toy', prefixes: ['toy.'], formats: [toyFormat] })
