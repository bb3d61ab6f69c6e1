import { BedrockError } from '../../errors/bedrock-error.ts'
import type { Json } from '../../speech/json.ts'
import { refusal } from './refusal.ts'

const isDeeper = (value: Json | undefined, levels: number): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (levels === 0 ||
    Object.values<Json | undefined>(value).some((inner: Json | undefined) => isDeeper(inner, levels - 1)))

/**
 * Reads a JSON body within its limits. Bytes are counted while they come: a body that says a small length, or none, is cut all the same.
 * @throws BedrockError `invalid-argument`
 */
export const readBody = async (
  { headers, body }: Request,
  { maxBytes, maxDepth }: { readonly maxBytes: number; readonly maxDepth: number },
): Promise<Json> => {
  // A form of another site can post without asking, but not with this type.
  if (!/^application\/json\b/i.test(headers.get('content-type') ?? ''))
    throw refusal('it is not application/json.', 415)
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let json = ''
  let read = Number(headers.get('content-length'))
  const count = (): void => {
    if (read > maxBytes) throw refusal(`it is longer than ${maxBytes} bytes. Send less, or raise maxBytes.`, 413)
  }
  try {
    count()
    read = 0
    // Leaving the loop leaves the body.
    for await (const bytes of body ?? []) {
      read += bytes.byteLength
      count()
      json += decoder.decode(bytes, { stream: true })
    }
    const value = JSON.parse(json + decoder.decode()) as Json
    if (isDeeper(value, maxDepth)) throw refusal(`it is nested deeper than ${maxDepth}.`)
    return value
  } catch (cause) {
    throw BedrockError.is(cause) ? cause : refusal('it is no whole JSON in UTF-8.')
  }
}
