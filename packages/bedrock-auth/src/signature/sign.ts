import type { HttpRequest } from '@x/bedrock-core'
import type { Credentials } from '../credentials/credentials.ts'
import { cleanHeaders } from './clean-headers.ts'
import { createSigner, type SigningManner } from './signer.ts'
import { wireParts } from './wire-parts.ts'

/** Where and when a signature holds. */
export interface SigningScope {
  readonly region: string
  /** `bedrock` for the runtime and the control plane, `sts` for STS. */
  readonly service: string
  /** The service accepts it within five minutes of this. */
  readonly date: Date
}

/** The request with SigV4 headers: a function of its arguments alone. The signed host is the URL's, with its port. */
export const sign = async (
  request: HttpRequest,
  credentials: Credentials,
  scope: SigningScope,
  manner: SigningManner = {},
): Promise<HttpRequest> => {
  const { host, ...parts } = wireParts(request.url)
  const signed = await createSigner(credentials, scope, manner).sign(
    { ...parts, method: request.method, headers: { ...cleanHeaders(request.headers), host }, body: request.body },
    { signingDate: scope.date },
  )
  const { host: _, ...headers } = signed.headers
  return { ...request, headers }
}
