import { bytesOf, type Checksum, type ChecksumSecret } from './checksum.ts'

const joined = (chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => {
  const whole = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0))
  let offset = 0
  for (const chunk of chunks) {
    whole.set(chunk, offset)
    offset += chunk.length
  }
  return whole
}

const hmac = { name: 'HMAC', hash: 'SHA-256' } as const

/** SHA-256 by WebCrypto, which hashes only what is whole: chunks are kept until the digest. */
export class WebSha256 implements Checksum {
  readonly #secret: Uint8Array<ArrayBuffer> | undefined
  #chunks: Uint8Array[] = []

  constructor(secret?: ChecksumSecret) {
    this.#secret = secret === undefined ? undefined : new Uint8Array(bytesOf(secret))
  }

  update(data: Uint8Array): void {
    this.#chunks.push(data)
  }

  async digest(): Promise<Uint8Array> {
    const { subtle } = globalThis.crypto
    const data = joined(this.#chunks)
    if (this.#secret === undefined) return new Uint8Array(await subtle.digest('SHA-256', data))
    const key = await subtle.importKey('raw', this.#secret, hmac, false, ['sign'])
    return new Uint8Array(await subtle.sign('HMAC', key, data))
  }

  reset(): void {
    this.#chunks = []
  }
}
