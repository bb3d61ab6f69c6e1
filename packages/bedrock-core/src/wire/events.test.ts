import { describe, expect, it } from 'vitest'
import { encodeFrame } from '../testing/encode-frame.ts'
import { base64OfBytes } from './base64.ts'
import { createFrameReader } from './events.ts'

const event = (name: string, payload: unknown): Uint8Array =>
  encodeFrame(
    { ':event-type': name, ':content-type': 'application/json', ':message-type': 'event' },
    JSON.stringify(payload),
  )
const chunkOf = (payload: unknown): Uint8Array =>
  event('chunk', { bytes: base64OfBytes(new TextEncoder().encode(JSON.stringify(payload))), p: 'abc' })
const exception = (name: string, payload: string): Uint8Array =>
  encodeFrame({ ':exception-type': name, ':content-type': 'application/json', ':message-type': 'exception' }, payload)

describe('createFrameReader', () => {
  it('gives a Converse event under its name', async () => {
    const read = await createFrameReader({ operation: 'converse' })
    expect(read(event('contentBlockDelta', { delta: { text: 'Grüße 𝄞' } }))).toEqual({
      contentBlockDelta: { delta: { text: 'Grüße 𝄞' } },
    })
  })

  it('tells headers of one length apart, though it remembers them', async () => {
    const read = await createFrameReader({ operation: 'converse' })
    for (const name of ['contentBlockStart', 'contentBlockDelta', 'contentBlockStart'])
      expect(read(event(name, { a: 1 }))).toEqual({ [name]: { a: 1 } })
  })

  it('unwraps the chunk of InvokeModel, beyond ASCII too', async () => {
    const read = await createFrameReader({ operation: 'invoke' })
    for (const text of ['plain', 'Grüße', '日本語 𝄞', '\u0080\u00ff'])
      expect(read(chunkOf({ type: 'x', text }))).toEqual({ type: 'x', text })
  })

  it.each([
    ['throttlingException', 'throttled', true],
    ['internalServerException', 'server-error', true],
    ['modelStreamErrorException', 'model-error', true],
    ['modelTimeoutException', 'model-timeout', true],
    ['serviceUnavailableException', 'unavailable', true],
    ['validationException', 'validation', false],
    ['somethingNewException', 'unknown', false],
  ])('throws for the exception frame %s', async (name, code, retryable) => {
    for (const operation of ['invoke', 'converse'] as const) {
      const read = await createFrameReader({ operation })
      expect(() => read(exception(name, '{"message":"Slow down"}'))).toThrow(
        expect.objectContaining({ code, retryable, awsName: name }),
      )
      expect(() => read(exception(name, '{"message":"Slow down"}'))).toThrow(/Slow down\. /)
    }
  })

  it('throws for an exception whose payload is not JSON, or empty', async () => {
    const read = await createFrameReader({ operation: 'converse' })
    expect(() => read(exception('throttlingException', 'busy'))).toThrow(/busy/)
    expect(() => read(exception('throttlingException', ''))).toThrow(/no message/)
  })

  it('throws for an error frame', async () => {
    const read = await createFrameReader({ operation: 'converse' })
    const frame = encodeFrame(
      { ':message-type': 'error', ':error-code': 'InternalFailure', ':error-message': 'Oops' },
      '',
    )
    expect(() => read(frame)).toThrow(expect.objectContaining({ code: 'server-error', awsName: 'InternalFailure' }))
  })

  it('refuses an unknown message type and what is not JSON', async () => {
    const read = await createFrameReader({ operation: 'converse' })
    expect(() => read(encodeFrame({ ':message-type': 'tomorrow' }, '{}'))).toThrow(/tomorrow/)
    expect(() => read(encodeFrame({ ':message-type': 'event', ':event-type': 'x' }, '{'))).toThrow(/not a JSON object/)
    expect(() => read(encodeFrame({ ':message-type': 'event', ':event-type': 'x' }, '3'))).toThrow(/not a JSON object/)
  })

  it('does not take a hostile header for the prototype', async () => {
    const read = await createFrameReader({ operation: 'converse' })
    const frame = encodeFrame(JSON.parse('{"__proto__":"event",":message-type":"event",":event-type":"x"}'), '{}')
    expect(read(frame)).toEqual({ x: {} })
    expect(Object.getPrototypeOf(read(frame))).toBe(Object.prototype)
  })

  it('reads frames that lie in a Buffer, whose `slice` copies nothing', async () => {
    const read = await createFrameReader({ operation: 'converse' })
    const frame = Buffer.from([0, ...event('messageStop', { stopReason: 'end_turn' })]).subarray(1)
    expect(read(frame)).toEqual({ messageStop: { stopReason: 'end_turn' } })
  })

  it('calls every flipped byte corrupt', async () => {
    const frame = event('contentBlockDelta', { delta: { text: 'Hello' } })
    const read = await createFrameReader({ operation: 'converse' })
    for (let at = 0; at < frame.length; at += 1) {
      const flipped = frame.slice()
      flipped[at] = (flipped[at] ?? 0) ^ 0x10
      expect(() => read(flipped)).toThrow(expect.objectContaining({ code: 'corrupt' }))
    }
  })
})
