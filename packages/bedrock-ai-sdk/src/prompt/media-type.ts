import { bytesOfBase64 } from '@x/bedrock-core/family'

/** How files begin, for media types that name only their kind, such as `image` or `image/*`. */
const beginnings: readonly (readonly [mediaType: string, bytes: readonly number[], at?: number])[] = [
  ['image/png', [0x89, 0x50, 0x4e, 0x47]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/gif', [0x47, 0x49, 0x46]],
  ['image/webp', [0x57, 0x45, 0x42, 0x50], 8],
  ['application/pdf', [0x25, 0x50, 0x44, 0x46]],
]

/** Sixteen characters of base64 are twelve bytes: all that is looked at. */
const headOf = (data: Uint8Array | string): Uint8Array =>
  typeof data === 'string' ? bytesOfBase64(data.slice(0, 16)) : data.subarray(0, 12)

/** A whole media type: as it was said, or told from the file's first bytes. */
export const mediaTypeOf = (said: string, data: Uint8Array | string): string => {
  if (said.includes('/') && !said.endsWith('/*')) return said
  const head = headOf(data)
  const found = beginnings.find(([, bytes, at = 0]) => bytes.every((byte, index) => head[at + index] === byte))
  return found?.[0] ?? said
}
