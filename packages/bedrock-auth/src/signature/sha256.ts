import type { ChecksumConstructor } from './checksum.ts'
import { type NodeCrypto, nodeSha256 } from './node-sha256.ts'
import { webSha256 } from './web-sha256.ts'

interface WithBuiltins {
  readonly process?: { readonly getBuiltinModule?: (id: string) => NodeCrypto | undefined }
}

/**
 * The platform's own SHA-256: `node:crypto` where there is one, else WebCrypto. `process.getBuiltinModule` (Node 20.16,
 * 22.3; Bun and Deno have it too) reaches it without an import, so bundles for browsers and Workers stay free of `node:`.
 */
export const nativeSha256 = (): ChecksumConstructor => {
  const crypto = (globalThis as WithBuiltins).process?.getBuiltinModule?.('node:crypto')
  return typeof crypto?.createHmac === 'function' ? nodeSha256(crypto) : webSha256(globalThis.crypto.subtle)
}
