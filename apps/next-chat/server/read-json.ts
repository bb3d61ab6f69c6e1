import { BedrockError } from '@x/bedrock-core'
import { isJsonObject, type JsonObject, parseJson } from '@x/bedrock-core/family'

/** What a browser sent wrongly, in words for it. */
export const refused = (why: string, status = 400): BedrockError<'invalid-argument'> =>
  new BedrockError('invalid-argument', why, { status })

/** Reads a JSON object of at most so many bytes, counted while they come. @throws BedrockError `invalid-argument` */
export const readJson = async (request: Request, mostBytes: number): Promise<JsonObject> => {
  // A form of another site can post without asking, but not with this type.
  if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? ''))
    throw refused('The content type is not application/json.', 415)
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for await (const piece of request.body ?? []) {
    bytes += piece.byteLength
    if (bytes > mostBytes) throw refused(`The request is longer than ${mostBytes.toLocaleString('en')} bytes.`, 413)
    text += decoder.decode(piece, { stream: true })
  }
  const value = parseJson(text, null)
  if (!isJsonObject(value)) throw refused('The request is not a JSON object.')
  return value
}

/** A text member of at most so many characters, blanks cut off. @throws BedrockError `invalid-argument` */
export const textIn = (body: JsonObject, name: string, most: number): string => {
  const value = body[name]
  const text = typeof value === 'string' ? value.trim() : ''
  if (text === '') throw refused(`"${name}" is missing.`)
  if (text.length > most) throw refused(`"${name}" is longer than ${most.toLocaleString('en')} characters.`)
  return text
}
