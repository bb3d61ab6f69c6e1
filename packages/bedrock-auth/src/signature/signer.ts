import type { SignatureV4 } from '@smithy/signature-v4'
import type { Credentials } from '../credentials/credentials.ts'
import type { ChecksumConstructor } from './checksum.ts'
import { nativeSha256 } from './sha256.ts'
import { loadSmithy } from './smithy.ts'

export interface SigningManner {
  /** Send and sign the body's hash as `x-amz-content-sha256` too; only S3 asks for it. Default false. */
  readonly sendBodyHash?: boolean
  /** Default: the platform's own. */
  readonly sha256?: ChecksumConstructor
}

/** Where a signature holds. */
export interface Scope {
  readonly region: string
  /** `bedrock` for the runtime and the control plane, `sts` for STS. */
  readonly service: string
}

/** Smithy's signer with the platform's hash. It encodes the path once more, as every service but S3 does. */
export const createSigner = async (
  credentials: Credentials,
  scope: Scope,
  manner: SigningManner = {},
): Promise<SignatureV4> => {
  const Signer = await loadSmithy()
  const { accessKeyId, secretAccessKey, sessionToken } = credentials
  return new Signer({
    service: scope.service,
    region: scope.region,
    credentials: { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) },
    sha256: manner.sha256 ?? nativeSha256(),
    applyChecksum: manner.sendBodyHash ?? false,
  })
}

/** Signers kept as long as their credentials: a signer of one scope serves all, as each signature names its own. */
export const keepSigners = (
  manner: SigningManner,
): ((credentials: Credentials, scope: Scope) => Promise<SignatureV4>) => {
  const signers = new WeakMap<Credentials, Promise<SignatureV4>>()
  return (credentials, scope) => {
    const signer = signers.get(credentials) ?? createSigner(credentials, scope, manner)
    signers.set(credentials, signer)
    return signer
  }
}
