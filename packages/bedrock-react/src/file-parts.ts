import type { UIFilePart } from '@x/bedrock-core/ui'
import { invalid } from './bedrock-errors.ts'

/** What a page lets its users attach. */
export interface FileLimits {
  /** Default 10. */
  readonly maxFiles?: number
  /** Bytes of all files together. Default 5 MiB, which as base64 fits into what `readChatRequest` takes. */
  readonly maxBytes?: number
  /** Media types, such as `image/png` or `image/*`. Default: any. */
  readonly accept?: readonly string[]
}

/** Browsers name no type, or their system's, for these. */
const typesByEnding: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  md: 'text/markdown',
  txt: 'text/plain',
  json: 'application/json',
  html: 'text/html',
  pdf: 'application/pdf',
}

const typeOf = ({ name, type }: File): string => {
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase()
  return (
    (Object.hasOwn(typesByEnding, ending) ? typesByEnding[ending] : undefined) ?? (type || 'application/octet-stream')
  )
}

const isAccepted = (type: string, accept: readonly string[]): boolean =>
  accept.some((wanted) => (wanted.endsWith('/*') ? type.startsWith(wanted.slice(0, -1)) : type === wanted))

const piece = 0x8000

const base64 = async (file: File): Promise<string> => {
  const bytes = new Uint8Array(await file.arrayBuffer())
  const texts: string[] = []
  for (let at = 0; at < bytes.length; at += piece) texts.push(String.fromCharCode(...bytes.subarray(at, at + piece)))
  return btoa(texts.join(''))
}

/**
 * A browser's files as parts of a message: `send({ text, files: await fileParts(input.files) })`. Checked before they are read.
 * @throws BedrockError `invalid-argument`, in words for the user
 */
export const fileParts = async (files: Iterable<File>, limits: FileLimits = {}): Promise<readonly UIFilePart[]> => {
  const { maxFiles = 10, maxBytes = 5 * 1024 * 1024, accept } = limits
  const all = [...files]
  if (all.length > maxFiles) throw invalid(`These are more than ${maxFiles} files. Attach fewer.`)
  const bytes = all.reduce((sum, { size }) => sum + size, 0)
  if (bytes > maxBytes)
    throw invalid(`The files are larger than ${(maxBytes / 1024 / 1024).toFixed(1)} MiB together. Attach less.`)
  const typed = all.map((file) => ({ file, mediaType: typeOf(file) }))
  for (const { file, mediaType } of typed) {
    if (file.size === 0) throw invalid(`“${file.name}” is empty. Attach another file.`)
    if (accept !== undefined && !isAccepted(mediaType, accept))
      throw invalid(`“${file.name}” is of a type that is not taken (${mediaType}). Attach another file.`)
  }
  return Promise.all(
    typed.map(async ({ file, mediaType }) => ({
      type: 'file' as const,
      mediaType,
      filename: file.name,
      url: `data:${mediaType};base64,${await base64(file)}`,
    })),
  )
}
