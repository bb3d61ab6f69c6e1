import { EventStreamCodec } from '@smithy/eventstream-codec'
import { BedrockError } from '../errors/bedrock-error.ts'
import { errorFromFrame } from '../errors/from-response.ts'
import { isJsonObject, type Json, type JsonObject } from '../speech/json.ts'
import { textOfBase64 } from './base64.ts'

/** Turns whole frames into events. @throws BedrockError `corrupt`, `malformed`, or what an exception frame says */
export type FrameReader = (frame: Uint8Array) => JsonObject

const damaged = (cause: unknown): BedrockError<'corrupt'> =>
  new BedrockError('corrupt', 'The answer’s stream is damaged: a frame does not match its checksum. Try again.', {
    cause,
  })

const unreadable = (what: string, cause?: unknown): BedrockError<'malformed'> =>
  new BedrockError(
    'malformed',
    `The answer’s stream could not be read: ${what}. Update this package, or report the request id.`,
    { cause },
  )

const parsed = (text: string): JsonObject => {
  let value: Json
  try {
    value = JSON.parse(text) as Json
  } catch (cause) {
    throw unreadable('an event is not JSON', cause)
  }
  if (isJsonObject(value)) return value
  throw unreadable('an event is not an object')
}

/**
 * A reader for one stream. InvokeModel wraps each event as `{"bytes": base64}` and gives the model's own JSON; a Converse
 * event comes as `{ [eventType]: payload }`. The padding key `p` stays where it is.
 */
export const createFrameReader = (operation: 'invoke' | 'converse', requestId: string | undefined): FrameReader => {
  const decoder = new TextDecoder()
  const encoder = new TextEncoder()
  const codec = new EventStreamCodec(
    (input) => decoder.decode(typeof input === 'string' ? encoder.encode(input) : input),
    (input) => encoder.encode(input),
  )
  return (frame) => {
    const { headers, body } = decodeFrame(codec, frame)
    const header = (name: string): string => {
      const value = Object.hasOwn(headers, name) ? headers[name]?.value : undefined
      return typeof value === 'string' ? value : ''
    }
    const type = header(':message-type')
    if (type === 'exception') throw errorFromFrame(header(':exception-type'), decoder.decode(body), requestId)
    if (type === 'error')
      throw errorFromFrame(header(':error-code'), JSON.stringify({ message: header(':error-message') }), requestId)
    if (type !== 'event') throw unreadable(`a frame's message type is "${type.slice(0, 40)}"`)
    const payload = parsed(decoder.decode(body))
    if (operation === 'converse') return { [header(':event-type')]: payload }
    const bytes = payload['bytes']
    // An event kind that is not `chunk` is tomorrow's; the format passes over what it does not know.
    return typeof bytes === 'string' ? parsed(textOfBase64(bytes, decoder)) : payload
  }
}

const decodeFrame = (codec: EventStreamCodec, frame: Uint8Array): ReturnType<EventStreamCodec['decode']> => {
  try {
    return codec.decode(frame)
  } catch (cause) {
    throw damaged(cause)
  }
}
