import type { JsonObject } from '@x/bedrock-core/family'
import { encodeFrame } from '@x/bedrock-core/testing'
import { base64OfText } from './base64.ts'

/** One event of a stream: its `:event-type` and payload. InvokeModel's are all named `chunk`, their payload the model's own. */
export interface WireEvent {
  readonly type: string
  readonly payload: JsonObject
}

/** The padding that AWS puts into every event since 2025 so that lengths give nothing away: this text, cut anywhere. */
const padding = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'

/** Writes the frames of one stream; the length of the padding `p` varies from event to event. */
export const createFrameWriter = (form: 'invoke' | 'converse'): ((event: WireEvent) => Uint8Array) => {
  let written = 0
  return ({ type, payload }) => {
    written += 1
    const p = padding.slice(0, 1 + ((written * 29) % padding.length))
    const body = form === 'invoke' ? { bytes: base64OfText(JSON.stringify(payload)), p } : { ...payload, p }
    const headers = { ':event-type': type, ':content-type': 'application/json', ':message-type': 'event' }
    return encodeFrame(headers, JSON.stringify(body))
  }
}

/** The frame that ends a stream with an error after HTTP 200: `ThrottlingException` is written `throttlingException`. */
export const exceptionFrame = (exception: string, message: string): Uint8Array =>
  encodeFrame(
    {
      ':exception-type': exception.charAt(0).toLowerCase() + exception.slice(1),
      ':content-type': 'application/json',
      ':message-type': 'exception',
    },
    JSON.stringify({ message }),
  )
