/** SHA-256, or HMAC-SHA-256 when made with a secret: the part of Smithy's checksum that its signer uses. */
export interface Checksum {
  update(data: Uint8Array): void
  digest(): Promise<Uint8Array>
  reset(): void
}

export type ChecksumSecret = string | ArrayBuffer | ArrayBufferView

export interface ChecksumConstructor {
  new (secret?: ChecksumSecret): Checksum
}

const encoder = new TextEncoder()

/** Text as UTF-8; buffers as they are, without copying. */
export const bytesOf = (data: ChecksumSecret): Uint8Array => {
  if (typeof data === 'string') return encoder.encode(data)
  return ArrayBuffer.isView(data) ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength) : new Uint8Array(data)
}
