import { base64OfBytes, bytesOfBase64 } from '@x/bedrock-core/family'

/** Standard base64 of a text's UTF-8 bytes. */
export const base64OfText = (text: string): string => base64OfBytes(new TextEncoder().encode(text))

/** The text behind standard base64, or undefined where it is not base64. */
export const textOfBase64 = (from: string): string | undefined => {
  try {
    return new TextDecoder().decode(bytesOfBase64(from))
  } catch {
    return undefined
  }
}
