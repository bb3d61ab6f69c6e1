import type { ChecksumConstructor } from './checksum.ts'
import { nodeCrypto, nodeSha256 } from './node-sha256.ts'
import { WebSha256 } from './web-sha256.ts'

/** The platform's own SHA-256, for one signer: `node:crypto` where there is one, else WebCrypto. */
export const nativeSha256 = (): ChecksumConstructor => {
  const crypto = nodeCrypto()
  return crypto === undefined ? WebSha256 : nodeSha256(crypto)
}
