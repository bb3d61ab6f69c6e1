import type { ChecksumConstructor } from './checksum.ts'
import { hasNodeCrypto, NodeSha256 } from './node-sha256.ts'
import { WebSha256 } from './web-sha256.ts'

/** The platform's own SHA-256: `node:crypto` where there is one, else WebCrypto. */
export const nativeSha256 = (): ChecksumConstructor => (hasNodeCrypto() ? NodeSha256 : WebSha256)
