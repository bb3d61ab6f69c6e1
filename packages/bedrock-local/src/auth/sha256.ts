type Data = string | ArrayBuffer | ArrayBufferView

const bytesOf = (data: Data): Uint8Array<ArrayBuffer> => {
  if (typeof data === 'string') return new TextEncoder().encode(data)
  if (data instanceof ArrayBuffer) return new Uint8Array(data.slice(0))
  return new Uint8Array(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
}

/** SHA-256, or HMAC-SHA-256 with a key, by the platform's WebCrypto: the hash that the signer asks for. */
export class Sha256 {
  readonly #key: Uint8Array<ArrayBuffer> | undefined
  #parts: Uint8Array<ArrayBuffer>[] = []

  constructor(key?: Data) {
    this.#key = key === undefined ? undefined : bytesOf(key)
  }

  update(data: Uint8Array): void {
    this.#parts.push(bytesOf(data))
  }

  reset(): void {
    this.#parts = []
  }

  async digest(): Promise<Uint8Array> {
    const input = await new Blob(this.#parts).arrayBuffer()
    if (this.#key === undefined) return new Uint8Array(await crypto.subtle.digest('SHA-256', input))
    const algorithm = { name: 'HMAC', hash: 'SHA-256' }
    const key = await crypto.subtle.importKey('raw', this.#key, algorithm, false, ['sign'])
    return new Uint8Array(await crypto.subtle.sign('HMAC', key, input))
  }
}

/** The SHA-256 of bytes, in lower-case hex. */
export const sha256Hex = async (bytes: Uint8Array): Promise<string> => {
  const hash = new Sha256()
  hash.update(bytes)
  return Array.from(await hash.digest(), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
