import { base64OfBytes } from '@x/bedrock-core/family'

/** Standard base64 of a text's UTF-8 bytes. */
export const base64OfText = (text: string): string => base64OfBytes(new TextEncoder().encode(text))

export { maybeTextOfBase64 as textOfBase64 } from '@x/bedrock-core/family'
