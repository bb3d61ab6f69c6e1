import { bytesOf, type Checksum, type ChecksumSecret } from './checksum.ts'

interface NodeHash {
  update(data: Uint8Array): unknown
  digest(): Uint8Array
}

/** The two functions of `node:crypto` that signing needs. */
interface NodeCrypto {
  createHash(algorithm: string): NodeHash
  createHmac(algorithm: string, secret: Uint8Array): NodeHash
}

interface WithBuiltins {
  readonly process?: { readonly getBuiltinModule?: (id: string) => Partial<NodeCrypto> | undefined }
}

const isWhole = (crypto: Partial<NodeCrypto> | undefined): crypto is NodeCrypto =>
  typeof crypto?.createHash === 'function' && typeof crypto.createHmac === 'function'

/**
 * `node:crypto` where there is one. `process.getBuiltinModule` (Node 20.16, 22.3; Bun and Deno have it too) reaches it
 * without an import, so bundles for browsers and Workers stay free of `node:`.
 */
const nodeCrypto = (): NodeCrypto | undefined => {
  const crypto = (globalThis as WithBuiltins).process?.getBuiltinModule?.('node:crypto')
  return isWhole(crypto) ? crypto : undefined
}

export const hasNodeCrypto = (): boolean => nodeCrypto() !== undefined

const start = (secret: ChecksumSecret | undefined): NodeHash => {
  const crypto = nodeCrypto()
  if (crypto === undefined) throw new TypeError('node:crypto is not at hand.')
  return secret === undefined ? crypto.createHash('sha256') : crypto.createHmac('sha256', bytesOf(secret))
}

/** SHA-256 by OpenSSL: several times faster than WebCrypto for the short texts that make up a signature. */
export class NodeSha256 implements Checksum {
  readonly #secret: ChecksumSecret | undefined
  #hash: NodeHash

  constructor(secret?: ChecksumSecret) {
    this.#secret = secret
    this.#hash = start(secret)
  }

  update(data: Uint8Array): void {
    this.#hash.update(data)
  }

  async digest(): Promise<Uint8Array> {
    return this.#hash.digest()
  }

  reset(): void {
    this.#hash = start(this.#secret)
  }
}
