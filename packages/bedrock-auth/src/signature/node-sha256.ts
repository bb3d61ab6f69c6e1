import { bytesOf, type Checksum, type ChecksumConstructor, type ChecksumSecret } from './checksum.ts'

interface NodeHash {
  update(data: Uint8Array): unknown
  digest(): Uint8Array
}

/** The two functions of `node:crypto` that signing needs. */
export interface NodeCrypto {
  createHash(algorithm: string): NodeHash
  createHmac(algorithm: string, secret: Uint8Array): NodeHash
}

/** SHA-256 by OpenSSL: several times faster than WebCrypto for the short texts that make up a signature. */
export const nodeSha256 = (crypto: NodeCrypto): ChecksumConstructor =>
  class implements Checksum {
    readonly #start: () => NodeHash
    #hash: NodeHash

    constructor(secret?: ChecksumSecret) {
      this.#start =
        secret === undefined ? () => crypto.createHash('sha256') : () => crypto.createHmac('sha256', bytesOf(secret))
      this.#hash = this.#start()
    }

    update(data: Uint8Array): void {
      this.#hash.update(data)
    }

    async digest(): Promise<Uint8Array> {
      return this.#hash.digest()
    }

    reset(): void {
      this.#hash = this.#start()
    }
  }
