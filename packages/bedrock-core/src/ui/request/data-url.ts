import type { FilePart } from '../../speech/content.ts'
import type { UIFilePart } from '../message.ts'
import { refusal } from './limits.ts'

const base64 = /^[A-Za-z0-9+/]*={0,2}$/

/**
 * A browser's file as the model takes it. Only `data:` URLs: the server fetches nothing that a browser names, nor lets it
 * name an object in S3, which would be read with the server's rights.
 */
export const filePart = ({ url, mediaType, filename }: UIFilePart): FilePart => {
  const comma = url.indexOf(',')
  if (!url.startsWith('data:') || comma === -1) throw refusal('a file is not sent as a data: URL. Send its bytes.')
  const text = url.slice(comma + 1)
  const named = { type: 'file', mediaType, ...(filename === undefined ? {} : { filename }) } as const
  if (!url.slice(0, comma).endsWith(';base64')) {
    try {
      return { ...named, data: new TextEncoder().encode(decodeURIComponent(text)) }
    } catch {
      throw refusal("a file's data: URL is not encoded as it says.")
    }
  }
  if (text.length % 4 !== 0 || !base64.test(text)) throw refusal("a file's data: URL is not base64.")
  return { ...named, data: text }
}
