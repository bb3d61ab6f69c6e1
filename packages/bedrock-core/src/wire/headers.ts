import { damaged } from './prelude.ts'
import { unsigned } from './unsigned.ts'

/** A frame's headers whose value is a string, by name: Bedrock uses no other (service model). Of two alike the last counts. */
export type Headers = ReadonlyMap<string, string>

const string = 7
/** Bytes of a value by its type: true, false, byte, short, integer, long, bytes, string, timestamp, UUID. */
const sizes = [0, 0, 1, 2, 4, 8, undefined, undefined, 8, 16] as const

/** Reads a header block: AWS's `vnd.amazon.eventstream`. @throws BedrockError `corrupt` where it does not end as it says */
export const readHeaders = (bytes: Uint8Array, decoder: TextDecoder): Headers => {
  const headers = new Map<string, string>()
  let at = 0
  const take = (length: number): Uint8Array => {
    at += length
    if (at > bytes.length) throw damaged('a frame’s headers cannot be read')
    return bytes.subarray(at - length, at)
  }
  const number = (length: number): number => {
    const taken = take(length)
    return unsigned(taken, 0) >>> (32 - 8 * length)
  }
  while (at < bytes.length) {
    const name = decoder.decode(take(number(1)))
    const type = number(1)
    if (type >= sizes.length) throw damaged(`a header has the unknown type ${type}`)
    const value = take(sizes[type] ?? number(2))
    if (type === string) headers.set(name, decoder.decode(value))
  }
  return headers
}
