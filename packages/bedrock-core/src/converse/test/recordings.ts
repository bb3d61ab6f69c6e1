import { existsSync, readdirSync, readFileSync } from 'node:fs'
import type { JsonObject } from '../../speech/json.ts'
import { createFrameReader } from '../../wire/events.ts'
import { Framer } from '../../wire/framer.ts'

/** One recorded exchange, as the recordings' README describes it. */
export interface Exchange {
  readonly id: string
  readonly model: string
  readonly operation: string
  readonly request: { readonly body: JsonObject }
  readonly response: { readonly status: number; readonly bodyBase64: string }
}

const folder = new URL('../../../../../../shared/recordings/', import.meta.url)

export const present: boolean = existsSync(folder)
if (!present) console.warn('SKIPPED: the recorded traffic is not on this machine (../shared/recordings).')

const readAll = (): Exchange[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .flatMap((name) =>
      readFileSync(new URL(name, folder), 'utf8')
        .trimEnd()
        .split('\n')
        .map((line): Exchange => JSON.parse(line)),
    )
    .filter(({ operation }) => operation.startsWith('converse'))

/** Every recorded Converse exchange of every family, errors too. */
export const exchanges: readonly Exchange[] = present ? readAll() : []

export const answered = (operation: string): Exchange[] =>
  exchanges.filter((exchange) => exchange.operation === operation && exchange.response.status < 400)

export const bytesOf = ({ response }: Exchange): Uint8Array =>
  new Uint8Array(Buffer.from(response.bodyBase64, 'base64'))

/** A whole answer's body. */
export const bodyOf = (exchange: Exchange): JsonObject => JSON.parse(new TextDecoder().decode(bytesOf(exchange)))

/** A stream's events, through core's own framing. */
export const eventsOf = async (exchange: Exchange): Promise<JsonObject[]> => {
  const framer = new Framer()
  const read = await createFrameReader({ operation: 'converse' })
  const events: JsonObject[] = []
  framer.push(bytesOf(exchange), (frame) => events.push(read(frame)))
  return events
}
