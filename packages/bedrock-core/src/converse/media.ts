import { BedrockError } from '../errors/bedrock-error.ts'
import { rowOf } from '../family/read.ts'
import type { FilePart } from '../speech/content.ts'
import type { JsonObject } from '../speech/json.ts'
import { base64OfFile } from '../wire/file-data.ts'
import type { MediaKind } from './settings.ts'

/** The service model's words for formats. */
export const mediaFormats: Readonly<Record<MediaKind, readonly string[]>> = {
  image: ['png', 'jpeg', 'gif', 'webp'],
  video: ['mkv', 'mov', 'mp4', 'webm', 'flv', 'mpeg', 'mpg', 'wmv', 'three_gp'],
  audio: 'mp3 opus wav aac flac mp4 ogg mkv mka x-aac m4a mpeg mpga pcm webm'.split(' '),
  document: ['pdf', 'csv', 'doc', 'docx', 'xls', 'xlsx', 'html', 'txt', 'md'],
}

/** Media types whose last word is not the service's. */
const aliases: Readonly<Record<string, string>> = {
  'image/jpg': 'jpeg',
  'audio/mpeg': 'mp3',
  'audio/wave': 'wav',
  'audio/matroska': 'mka',
  'video/matroska': 'mkv',
  'video/quicktime': 'mov',
  'video/ms-wmv': 'wmv',
  'video/3gpp': 'three_gp',
  'text/plain': 'txt',
  'text/markdown': 'md',
  'application/msword': 'doc',
  'application/vnd.ms-excel': 'xls',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
}

const kinds: readonly MediaKind[] = ['image', 'video', 'audio', 'document']

/** The block's kind and the service's word for its format. @throws BedrockError `unsupported` */
export const mediaOf = (part: FilePart): { readonly kind: MediaKind; readonly format: string } => {
  const [essence = ''] = part.mediaType.toLowerCase().split(';')
  const type = essence.trim().replace('/x-', '/')
  const [main = '', word = ''] = type.split('/')
  const kind = kinds.find((each) => each === main) ?? 'document'
  const format = rowOf(aliases, type) ?? word
  if (mediaFormats[kind].includes(format)) return { kind, format }
  // Browsers name what they do not know `application/octet-stream`; the file's own name says more.
  const extension = part.filename?.split('.').at(-1)?.toLowerCase() ?? ''
  const byName = kinds.find((each) => mediaFormats[each].includes(extension))
  if (byName && (type === '' || type === 'application/octet-stream')) return { kind: byName, format: extension }
  throw new BedrockError(
    'unsupported',
    `Bedrock's Converse does not take files of type "${part.mediaType.slice(0, 80)}". Convert it to png, jpeg, gif, webp, pdf, text, or another format of the Converse documentation.`,
  )
}

/** Where the bytes are. @throws BedrockError `invalid-argument` for an empty file */
export const sourceOf = (part: FilePart): JsonObject => {
  const { data } = part
  return typeof data === 'object' && 'uri' in data
    ? { s3Location: { uri: data.uri, bucketOwner: data.bucketOwner } }
    : { bytes: base64OfFile(part, 'Converse') }
}
