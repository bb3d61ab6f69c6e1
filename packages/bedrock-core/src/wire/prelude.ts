import { BedrockError } from '../errors/bedrock-error.ts'
import { crc32 } from './crc32.ts'
import { unsigned } from './unsigned.ts'

/** Lengths of the frame and of its headers, and the checksum of both. */
export const preludeBytes = 12

/** Bytes that no service sent. */
export const damaged = (what: string, cause?: unknown): BedrockError<'corrupt'> =>
  new BedrockError('corrupt', `The answer’s stream is damaged: ${what}. Try again.`, { cause })

/** Whether the lengths at the start of a frame may be believed. @throws BedrockError `corrupt` */
export const checkPrelude = (bytes: Uint8Array, at: number): void => {
  if (unsigned(bytes, at + 8) !== crc32(bytes, at, at + 8))
    throw damaged('a frame’s prelude does not match its checksum')
}
