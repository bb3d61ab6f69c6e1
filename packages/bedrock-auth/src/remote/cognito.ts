import { checkRegion, endpointOf, type HttpRequest } from '@x/bedrock-core'
import type { Credentials } from '../credentials/credentials.ts'
import { broken, found, type Provide } from '../source/provide.ts'
import { credentialsFrom } from './credentials-from.ts'
import { fetchText, type Reach } from './fetch-text.ts'
import { jsonObject } from './json-object.ts'

export interface CognitoOptions extends Reach {
  /** `us-east-1:12345678-…`: the region stands before the colon. */
  readonly identityPoolId: string
  /** Tokens of signed-in users by provider name, asked anew each time; none for guests. */
  readonly logins?: () => Promise<Readonly<Record<string, string>>>
  /** A role other than the pool's own, where the pool lets callers choose. */
  readonly customRoleArn?: string
  /** Instead of AWS's own; https unless on this machine. */
  readonly endpoint?: string
}

const source = 'Cognito identity pool'

const regionOf = (identityPoolId: string): string => {
  const [region, id] = identityPoolId.split(':')
  if (region === undefined || id === undefined || id === '')
    throw broken(source, 'the identity pool id names no region.', 'Write it as "us-east-1:12345678-…".')
  return checkRegion(region)
}

const urlOf = ({ identityPoolId, endpoint }: CognitoOptions): string => {
  const region = regionOf(identityPoolId)
  if (endpoint !== undefined) return `${endpointOf(region, { endpoint })}/`
  return `${endpointOf(region, {}).replace('bedrock-runtime', 'cognito-identity')}/`
}

const call = async (
  operation: string,
  input: object,
  options: CognitoOptions,
): Promise<Readonly<Record<string, unknown>>> => {
  const request: HttpRequest = {
    method: 'POST',
    url: urlOf(options),
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `AWSCognitoIdentityService.${operation}` },
    body: new TextEncoder().encode(JSON.stringify(input)),
  }
  const { status, text } = await fetchText(source, async () => request, options)
  const body = jsonObject(text)
  if (status !== 200 || body === undefined) {
    const name = String(body?.['__type'] ?? 'without a name')
      .split('#')
      .at(-1)
    const said = body?.['message'] ?? body?.['Message'] ?? 'no message'
    throw broken(
      source,
      `${operation} was refused (HTTP ${status} ${name}): ${said}.`,
      'Check the pool, its roles and the logins.',
    )
  }
  return body
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

/**
 * The credentials of a Cognito identity: `GetId` once, then `GetCredentialsForIdentity`, both unsigned. Meant for code
 * that runs with a user's rights, browsers included.
 */
export const cognitoIdentity = (options: CognitoOptions): Provide<Credentials> => {
  let identityId: string | undefined
  return async (ask) => {
    const given = await options.logins?.()
    const logins = given === undefined ? {} : { Logins: given }
    if (identityId === undefined) {
      const { IdentityId } = await call('GetId', { IdentityPoolId: options.identityPoolId, ...logins }, options)
      if (typeof IdentityId !== 'string') throw broken(source, 'GetId gave no identity.', 'Check the identity pool id.')
      identityId = IdentityId
    }
    const role = options.customRoleArn === undefined ? {} : { CustomRoleArn: options.customRoleArn }
    const body = await call('GetCredentialsForIdentity', { IdentityId: identityId, ...logins, ...role }, options)
    const fields = isRecord(body['Credentials']) ? body['Credentials'] : {}
    const credentials = credentialsFrom(source, {
      accessKeyId: fields['AccessKeyId'],
      secretAccessKey: fields['SecretKey'],
      sessionToken: fields['SessionToken'],
      expiration: fields['Expiration'],
    })
    return found(ask, source, credentials)
  }
}
