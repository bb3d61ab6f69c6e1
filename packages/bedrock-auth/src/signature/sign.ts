import { SignatureV4 } from '@smithy/signature-v4'
import type { HttpRequest } from '@x/bedrock-core'
import type { Credentials } from '../credentials/credentials.ts'
import type { ChecksumConstructor } from './checksum.ts'
import { nativeSha256 } from './sha256.ts'
import { wireParts } from './wire-parts.ts'

/** Where and when a signature holds. */
export interface SigningScope {
  readonly region: string
  /** `bedrock` for the runtime and the control plane, `sts` for STS. */
  readonly service: string
  /** The service accepts it within five minutes of this. */
  readonly date: Date
}

export interface SigningManner {
  /** Send and sign the body's hash as `x-amz-content-sha256` too; only S3 asks for it. Default false. */
  readonly sendBodyHash?: boolean
  /** Default: the platform's own. */
  readonly sha256?: ChecksumConstructor
}

/** What an earlier signature or key left behind must neither be sent nor signed. `host` is told by the URL. */
const stale: ReadonlySet<string> = new Set([
  'authorization',
  'date',
  'host',
  'x-amz-content-sha256',
  'x-amz-date',
  'x-amz-security-token',
  'x-api-key',
])

/** Headers by lower-case name, without those of an earlier signature. */
export const cleanHeaders = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers)
      .map(([name, value]): [string, string] => [name.toLowerCase(), value])
      .filter(([name]) => !stale.has(name)),
  )

/** The request with SigV4 headers: a function of its arguments alone. The signed host is the URL's, with its port. */
export const sign = async (
  request: HttpRequest,
  credentials: Credentials,
  scope: SigningScope,
  manner: SigningManner = {},
): Promise<HttpRequest> => {
  const { host, ...parts } = wireParts(request.url)
  const { accessKeyId, secretAccessKey, sessionToken } = credentials
  const signer = new SignatureV4({
    service: scope.service,
    region: scope.region,
    credentials: { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) },
    sha256: manner.sha256 ?? nativeSha256(),
    applyChecksum: manner.sendBodyHash ?? false,
  })
  const signed = await signer.sign(
    { ...parts, method: request.method, headers: { ...cleanHeaders(request.headers), host }, body: request.body },
    { signingDate: scope.date },
  )
  const { host: _, ...headers } = signed.headers
  return { ...request, headers }
}
