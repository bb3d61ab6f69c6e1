import { errorFromFrame } from '../errors/from-response.ts'
import { unreadable } from '../errors/unreadable.ts'
import { isJsonObject, type JsonObject, parseJson } from '../speech/json.ts'
import { textOfBase64 } from './base64.ts'
import { createFrameDecoder } from './frame.ts'
import { loadMarshaller } from './marshaller.ts'

/** Turns whole frames into events. @throws BedrockError `corrupt`, `malformed`, or what an exception frame says */
export type FrameReader = (frame: Uint8Array) => JsonObject

/** As much of a wire form as its frames need. */
interface Form {
  readonly operation: 'invoke' | 'converse'
  /** Parses the event that is most frequent; null for any other. */
  parse?(text: string): JsonObject | null
}

const parsed = (text: string, parse?: Form['parse']): JsonObject => {
  const value = parse?.(text) ?? parseJson(text, undefined)
  if (isJsonObject(value)) return value
  throw unreadable('an event is not a JSON object')
}

/**
 * A reader for one stream. InvokeModel wraps each event as `{"bytes": base64}` and gives the model's own JSON; a Converse
 * event comes as `{ [eventType]: payload }`. The padding key `p` stays where it is.
 */
export const createFrameReader = async ({ operation, parse }: Form): Promise<FrameReader> => {
  const decoder = new TextDecoder()
  const decodeFrame = createFrameDecoder(decoder, await loadMarshaller())
  return (frame) => {
    const { headers, body } = decodeFrame(frame)
    // A header named `__proto__` can only lend its own `type` and `value`, never a name that begins with a colon.
    const header = (name: string): string => {
      const value = headers[name]?.value
      return typeof value === 'string' ? value : ''
    }
    const type = header(':message-type')
    if (type === 'exception') throw errorFromFrame(header(':exception-type'), decoder.decode(body))
    if (type === 'error') throw errorFromFrame(header(':error-code'), header(':error-message'))
    if (type !== 'event') throw unreadable(`a frame's message type is "${type.slice(0, 40)}"`)
    const text = decoder.decode(body)
    if (operation === 'converse') return { [header(':event-type')]: parsed(text, parse) }
    const bytes = leadingBytes(text) ?? parsed(text)['bytes']
    // An event kind that is not `chunk` is tomorrow's; the format passes over what it does not know.
    return typeof bytes === 'string' ? parsed(textOfBase64(bytes, decoder), parse) : parsed(text)
  }
}

const bytesKey = '{"bytes":"'

/** The base64 text where it stands first, as Bedrock writes it: spares parsing the wrapper. */
const leadingBytes = (text: string): string | undefined => {
  if (!text.startsWith(bytesKey)) return undefined
  const end = text.indexOf('"', bytesKey.length)
  if (end === -1 || !text.endsWith('}')) return undefined
  const base64 = text.slice(bytesKey.length, end)
  return base64.includes('\\') ? undefined : base64
}
