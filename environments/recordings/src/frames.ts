import { bytesOf, type Exchange } from './exchange.ts'
import { text, type Wire, wire } from './plain-json.ts'

const parsed = (json: string): Wire => wire(JSON.parse(json))

/** The payload of every frame of a recorded stream, cut by the length words alone: tests compare our own framing with this. */
export const payloadsOf = (exchange: Exchange): Wire[] => {
  const bytes = Buffer.from(bytesOf(exchange))
  const payloads: Wire[] = []
  for (let at = 0; at < bytes.length; at += bytes.readUInt32BE(at)) {
    const end = at + bytes.readUInt32BE(at) - 4
    payloads.push(parsed(bytes.toString('utf8', at + 12 + bytes.readUInt32BE(at + 4), end)))
  }
  return payloads
}

/** What InvokeModel wraps in each payload's base64 `bytes`. */
export const chunksOf = (exchange: Exchange): Wire[] =>
  payloadsOf(exchange).map(({ bytes }) => parsed(Buffer.from(text(bytes), 'base64').toString('utf8')))

/** The JSON of a whole answer. */
export const bodyOf = (exchange: Exchange): Wire => parsed(Buffer.from(bytesOf(exchange)).toString('utf8'))
