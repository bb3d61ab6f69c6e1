import { bytesOf, type Checksum, type ChecksumConstructor, type ChecksumSecret } from './checksum.ts'

interface NodeHash {
  update(data: Uint8Array): unknown
  digest(): Uint8Array
}

/** A secret as OpenSSL keeps it. */
type Key = object

/** The three functions of `node:crypto` that signing needs. */
export interface NodeCrypto {
  createHash(algorithm: string): NodeHash
  createHmac(algorithm: string, key: Key): NodeHash
  createSecretKey(secret: Uint8Array): Key
}

interface WithBuiltins {
  readonly process?: { readonly getBuiltinModule?: (id: string) => Partial<NodeCrypto> | undefined }
}

/** The youngest of the three: where it is, they all are. */
const isWhole = (crypto: Partial<NodeCrypto> | undefined): crypto is NodeCrypto =>
  typeof crypto?.createSecretKey === 'function'

/**
 * `node:crypto` where there is one. `process.getBuiltinModule` (Node 20.16, 22.3; Bun and Deno have it too) reaches it
 * without an import, so bundles for browsers and Workers stay free of `node:`.
 */
export const nodeCrypto = (): NodeCrypto | undefined => {
  const crypto = (globalThis as WithBuiltins).process?.getBuiltinModule?.('node:crypto')
  return isWhole(crypto) ? crypto : undefined
}

/** A signer has two texts, and a key with its three forerunners for each day, region and service. */
const mostKeys = 64

/** Secrets are read once: Node 24 takes 10 µs to read one, five times as long as what follows. */
const keepKeys = (crypto: NodeCrypto): ((secret: ChecksumSecret) => Key) => {
  const keys = new Map<ChecksumSecret, Key>()
  return (secret) => {
    const known = keys.get(secret)
    if (known !== undefined) return known
    const key = crypto.createSecretKey(bytesOf(secret))
    if (keys.size === mostKeys) keys.clear()
    keys.set(secret, key)
    return key
  }
}

/**
 * SHA-256 by OpenSSL: several times faster than WebCrypto for the short texts that make up a signature. The class
 * remembers its secrets, so make one for each signer; bytes that were a secret must not change.
 */
export const nodeSha256 = (crypto: NodeCrypto): ChecksumConstructor => {
  const keyOf = keepKeys(crypto)
  const start = (secret: ChecksumSecret | undefined): NodeHash =>
    secret === undefined ? crypto.createHash('sha256') : crypto.createHmac('sha256', keyOf(secret))

  return class NodeSha256 implements Checksum {
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
}
