import type { Bytes } from './bytes.ts'

/** Bytes to base64, in pieces that fit an argument list. */
export const base64OfBytes = (bytes: Uint8Array): string => {
  const piece = 0x8000
  let binary = ''
  for (let at = 0; at < bytes.length; at += piece) binary += String.fromCharCode(...bytes.subarray(at, at + piece))
  return btoa(binary)
}

/** Base64 to bytes. @throws InvalidCharacterError (DOMException) for what is not base64 */
export const bytesOfBase64 = (text: string): Bytes => {
  const binary = atob(text)
  const bytes = new Uint8Array(binary.length)
  for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at)
  return bytes
}

const beyondAscii = /[\x80-\xff]/

/** Base64 of UTF-8 to text; most events are ASCII, whose binary string is already the text. */
export const textOfBase64 = (text: string, decoder: TextDecoder): string => {
  const binary = atob(text)
  return beyondAscii.test(binary) ? decoder.decode(bytesOfBase64(text)) : binary
}

/** The text behind base64, or undefined where it is not base64. */
export const maybeTextOfBase64 = (text: string): string | undefined => {
  try {
    return textOfBase64(text, new TextDecoder())
  } catch {
    return undefined
  }
}
