import { type SharedV4FileData, type SharedV4ProviderOptions, UnsupportedFunctionalityError } from '@ai-sdk/provider'
import type { FilePart, S3Location } from '@x/bedrock-core'
import { defined } from '@x/bedrock-core/family'
import { cacheOf, ownOptions } from '../provider-options.ts'
import { mediaTypeOf } from './media-type.ts'

/** A file in the words of either specification: v3 has bytes, base64 or a URL where v4 says which of them it is. */
export interface AnyFile {
  readonly data: SharedV4FileData | Uint8Array | string | URL
  readonly mediaType: string
  readonly filename?: string | undefined
  readonly providerOptions?: SharedV4ProviderOptions | undefined
}

const refuse = (what: string): never => {
  throw new UnsupportedFunctionalityError({
    functionality: what,
    message: `Bedrock takes no ${what}. Pass the file's bytes, or an s3:// URL.`,
  })
}

const stored = (url: URL, options: SharedV4ProviderOptions | undefined): S3Location => {
  if (url.protocol !== 's3:') return refuse(`files by ${url.protocol} URL`)
  const { bucketOwner } = ownOptions(options)
  return { uri: url.href, ...(typeof bucketOwner === 'string' ? { bucketOwner } : {}) }
}

const dataOf = ({ data, providerOptions }: AnyFile): FilePart['data'] => {
  if (typeof data === 'string' || data instanceof Uint8Array) return data
  if (data instanceof URL) return stored(data, providerOptions)
  if (data.type === 'data') return data.data
  if (data.type === 'url') return stored(data.url, providerOptions)
  return data.type === 'text' ? new TextEncoder().encode(data.text) : refuse('references to uploaded files')
}

/** An image, a document or a video. @throws UnsupportedFunctionalityError */
export const fileOf = (file: AnyFile): FilePart => {
  const data = dataOf(file)
  const { citations, context } = ownOptions(file.providerOptions)
  return {
    type: 'file',
    mediaType: typeof data === 'object' && 'uri' in data ? file.mediaType : mediaTypeOf(file.mediaType, data),
    data,
    ...defined({
      filename: file.filename,
      // The AI SDK's own Bedrock provider says `{ enabled: true }`.
      citations: citations === true || (typeof citations === 'object' && citations !== null) ? true : undefined,
      context: typeof context === 'string' ? context : undefined,
      cache: cacheOf(file.providerOptions),
    }),
  }
}
