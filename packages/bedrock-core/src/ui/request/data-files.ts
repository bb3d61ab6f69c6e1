import type { FilePart } from '../../speech/content.ts'
import type { UIFilePart } from '../message.ts'
import { refusal } from './refusal.ts'

const head = /^data:[^,]*?(;base64)?,/
const base64 = /^[A-Za-z0-9+/]*={0,2}$/

/** Undefined for what is no whole `data:` URL. */
const dataOf = (url: string): FilePart['data'] | undefined => {
  const [before, isBase64] = head.exec(url) ?? []
  if (before === undefined) return undefined
  const text = url.slice(before.length)
  if (isBase64) return text.length % 4 === 0 && base64.test(text) ? text : undefined
  try {
    return new TextEncoder().encode(decodeURIComponent(text))
  } catch {
    return undefined
  }
}

/**
 * A browser's file as the model takes it, for `files` of `readChatRequest`. Only `data:` URLs: the server fetches nothing that a browser
 * names, nor lets it name an object in S3, which would be read with the server's rights.
 * @throws BedrockError `invalid-argument` for any other URL
 */
export const dataFiles = ({ url, mediaType, filename }: UIFilePart): FilePart => {
  const data = dataOf(url)
  if (data === undefined) throw refusal('a file is not sent as a whole data: URL. Send its bytes.')
  return { type: 'file', mediaType, data, ...(typeof filename === 'string' && filename && { filename }) }
}
