import { BedrockError } from '../errors/bedrock-error.ts'
import { noPlace } from '../errors/no-place.ts'
import type { FilePart } from '../speech/content.ts'
import { base64OfBytes } from './base64.ts'

/** The refusal of a file that says nothing. */
export const emptyFile = ({ mediaType }: FilePart): BedrockError<'invalid-argument'> =>
  new BedrockError(
    'invalid-argument',
    `A file of type "${mediaType.slice(0, 80)}" is empty or not base64. Give its bytes or leave it out.`,
  )

/**
 * A file's bytes in base64, for a form that has no place for S3 locations, nor for media types other than these.
 * @throws BedrockError `unsupported` for what the form has no place for, `invalid-argument` for an empty file
 */
export const base64OfFile = (file: FilePart, form: string, types: RegExp = /^/): string => {
  const { data, mediaType } = file
  if (!types.test(mediaType)) throw noPlace(form, `a file of type "${mediaType.slice(0, 80)}"`, 'converse')
  if (typeof data === 'object' && 'uri' in data) throw noPlace(form, 'a file in S3', 'converse')
  const base64 = typeof data === 'string' ? data : base64OfBytes(data)
  if (base64 === '') throw emptyFile(file)
  return base64
}
