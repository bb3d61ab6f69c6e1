import { type Delta, type JsonObject, maybeObject, maybeText, parseJson, readObject } from '@x/bedrock-core/family'
import { blockOf, blockReaders, deltaReaders, finishOf, headOf, readerOf, usageDeltas } from './decode.ts'

/** A block that our words do not know, collected so that it can be kept whole. */
interface Unknown {
  readonly block: number
  readonly start: JsonObject
  json: string
}

/** A server tool's call starts with `input: {}`; the pieces that follow replace it. */
const rawOf = ({ block, start, json }: Unknown): Delta => ({
  type: 'raw',
  block,
  value: json === '' ? start : { ...start, input: parseJson(json, json) },
})

/** A fresh reader for one stream. Pings and unknown events are passed over. */
export const createReader = (): ((event: JsonObject) => readonly Delta[]) => {
  let unknown: Unknown | undefined
  let last: JsonObject = {}

  const events = new Map(
    Object.entries<(event: JsonObject) => readonly Delta[]>({
      message_start: (event) => headOf(readObject(event, 'message')),
      content_block_start: (event) => {
        const start = readObject(event, 'content_block')
        const read = readerOf(blockReaders, start)
        unknown = read ? undefined : { block: blockOf(event), start, json: '' }
        return read ? read(blockOf(event), start) : []
      },
      content_block_delta: (event) => {
        const delta = readObject(event, 'delta')
        if (unknown?.block !== blockOf(event)) return readerOf(deltaReaders, delta)?.(blockOf(event), delta) ?? []
        unknown.json += maybeText(delta, 'partial_json') ?? ''
        return []
      },
      content_block_stop: (event) => {
        const ended = unknown?.block === blockOf(event) ? [rawOf(unknown)] : []
        unknown = undefined
        return [...ended, { type: 'end', block: blockOf(event) }]
      },
      message_delta: (event) => {
        last = { ...last, ...maybeObject(event, 'delta') }
        return usageDeltas(event)
      },
      message_stop: () => [finishOf(last)],
    }),
  )

  return (event) => readerOf(events, event)?.(event) ?? []
}
