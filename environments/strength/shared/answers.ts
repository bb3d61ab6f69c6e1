import { createBedrock, generateText, streamText } from '@x/bedrock-core'
import { bytesOfEvents } from '@x/bedrock-core/testing'
import { type Answerer, createLocalBedrock } from '@x/bedrock-local'
import type { Row } from './rows.ts'

/** Thinks, speaks beyond ASCII and calls a tool, as far as the wire form has words for it. */
const answerer: Answerer = async function* () {
  yield { type: 'reasoning', text: 'Let me ' }
  yield { type: 'reasoning', text: 'look.' }
  for (const text of ['Grüße, ', '世', '界 👋', ' and "quotes" \\ too.']) yield { type: 'text', text }
  yield { type: 'tool-call', name: 'weather', id: 'tooluse_1' }
  for (const text of ['{"city":', '"Zü', 'rich"}']) yield { type: 'tool-input', text }
}

const tools = { weather: { description: 'The weather.', inputSchema: { type: 'object' } } }

/** What the local Bedrock sends for this wire form. */
const ask = async ({ family, format, model }: Row, stream: boolean): Promise<Uint8Array<ArrayBuffer>> => {
  const local = createLocalBedrock({ answerer, requireAuth: false, models: [model] })
  let bytes = new Uint8Array()
  const bedrock = createBedrock({
    region: 'us-east-1',
    auth: async (request) => request,
    families: [family],
    retry: false,
    fetch: async (url, init) => {
      const response = await local.fetch(new Request(url, init))
      bytes = new Uint8Array(await response.clone().arrayBuffer())
      return response
    },
  })
  const call = {
    model: bedrock(model, { family: family.name, via: format.name }),
    prompt: 'Hi',
    ...(format.carries.includes('stream-tools') ? { tools } : {}),
  }
  await (stream ? streamText(call).result : generateText(call))
  return bytes
}

/** The frames of one whole stream, from the length words alone. */
export const framesOf = (bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer>[] => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const frames: Uint8Array<ArrayBuffer>[] = []
  for (let at = 0; at < bytes.length; at += view.getUint32(at)) frames.push(bytes.subarray(at, at + view.getUint32(at)))
  return frames
}

/** A whole stream of this wire form. */
export const streamOf = async (row: Row): Promise<Uint8Array<ArrayBuffer>> =>
  row.old === undefined ? ask(row, true) : new Uint8Array(bytesOfEvents(row.format, row.old.events))

/** A whole answer of this wire form, as text. */
export const bodyOf = async (row: Row): Promise<string> =>
  row.old === undefined ? new TextDecoder().decode(await ask(row, false)) : JSON.stringify(row.old.body)
