import type { SignatureV4 } from '@smithy/signature-v4'
import type { HttpRequest } from '@x/bedrock-core'
import type { Credentials } from '../credentials/credentials.ts'
import { cleanHeaders } from './clean-headers.ts'
import { createSigner, type Scope, type SigningManner } from './signer.ts'
import { wireParts } from './wire-parts.ts'

/** Where and when a signature holds. */
export interface SigningScope extends Scope {
  /** The service accepts it within five minutes of this. */
  readonly date: Date
}

/** Signs by a signer at hand. The signed host is the URL's, with its port; what an earlier signature left is dropped. */
export const signBy = async (signer: SignatureV4, request: HttpRequest, scope: SigningScope): Promise<HttpRequest> => {
  const { host, parts } = wireParts(request.url)
  const headers = cleanHeaders(request.headers)
  headers['host'] = host
  const signed = await signer.sign(
    { ...parts, method: request.method, headers, body: request.body },
    { signingDate: scope.date, signingRegion: scope.region, signingService: scope.service },
  )
  delete signed.headers['host']
  return { ...request, headers: signed.headers }
}

/** The request with SigV4 headers: a function of its arguments alone. */
export const sign = async (
  request: HttpRequest,
  credentials: Credentials,
  scope: SigningScope,
  manner: SigningManner = {},
): Promise<HttpRequest> => signBy(await createSigner(credentials, scope, manner), request, scope)
