import { BedrockError } from '../errors/bedrock-error.ts'
import type { FilePart } from '../speech/content.ts'
import type { JsonObject } from '../speech/json.ts'
import { base64OfBytes } from '../wire/base64.ts'
import type { MediaKind } from './settings.ts'

/** The service model's formats, by media type; a media type that is missing here has none. */
export const mediaFormats: Readonly<Record<MediaKind, Readonly<Record<string, string>>>> = {
  image: { 'image/png': 'png', 'image/jpeg': 'jpeg', 'image/jpg': 'jpeg', 'image/gif': 'gif', 'image/webp': 'webp' },
  video: {
    'video/x-matroska': 'mkv',
    'video/mkv': 'mkv',
    'video/quicktime': 'mov',
    'video/mov': 'mov',
    'video/mp4': 'mp4',
    'video/webm': 'webm',
    'video/x-flv': 'flv',
    'video/flv': 'flv',
    'video/mpeg': 'mpeg',
    'video/mpg': 'mpg',
    'video/x-ms-wmv': 'wmv',
    'video/wmv': 'wmv',
    'video/3gpp': 'three_gp',
  },
  audio: {
    'audio/mpeg': 'mp3',
    'audio/mp3': 'mp3',
    'audio/opus': 'opus',
    'audio/wav': 'wav',
    'audio/x-wav': 'wav',
    'audio/wave': 'wav',
    'audio/aac': 'aac',
    'audio/flac': 'flac',
    'audio/mp4': 'mp4',
    'audio/ogg': 'ogg',
    'audio/x-matroska': 'mka',
    'audio/m4a': 'm4a',
    'audio/x-m4a': 'm4a',
    'audio/x-aac': 'x-aac',
    'audio/pcm': 'pcm',
    'audio/webm': 'webm',
  },
  document: {
    'application/pdf': 'pdf',
    'text/csv': 'csv',
    'application/msword': 'doc',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
    'application/vnd.ms-excel': 'xls',
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
    'text/html': 'html',
    'text/plain': 'txt',
    'text/markdown': 'md',
  },
}

const kinds: readonly MediaKind[] = ['image', 'video', 'audio', 'document']
const essence = (mediaType: string): string => (mediaType.split(';')[0] ?? '').trim().toLowerCase()

/** The block's kind and the service's word for its format. @throws BedrockError `unsupported` */
export const mediaOf = (part: FilePart): { readonly kind: MediaKind; readonly format: string } => {
  const type = essence(part.mediaType)
  const extension = part.filename?.split('.').at(-1)?.toLowerCase() ?? ''
  for (const kind of kinds) {
    const byType = mediaFormats[kind]
    const format = Object.hasOwn(byType, type) ? byType[type] : undefined
    if (format !== undefined) return { kind, format }
  }
  // Browsers name what they do not know `application/octet-stream`; the file's own name says more.
  if (type === '' || type === 'application/octet-stream')
    for (const kind of kinds)
      if (Object.values(mediaFormats[kind]).includes(extension)) return { kind, format: extension }
  throw new BedrockError(
    'unsupported',
    `Bedrock's Converse does not take files of type "${part.mediaType.slice(0, 80)}". Convert it to png, jpeg, gif, webp, pdf, text, or another format of the Converse documentation.`,
  )
}

/** Where the bytes are. @throws BedrockError `invalid-argument` for an empty file */
export const sourceOf = ({ data, mediaType }: FilePart): JsonObject => {
  if (typeof data === 'object' && 'uri' in data)
    return {
      s3Location: { uri: data.uri, ...(data.bucketOwner === undefined ? {} : { bucketOwner: data.bucketOwner }) },
    }
  const bytes = typeof data === 'string' ? data : base64OfBytes(data)
  if (bytes === '')
    throw new BedrockError(
      'invalid-argument',
      `A file of type "${mediaType}" is empty. Give its bytes or leave it out.`,
    )
  return { bytes }
}
