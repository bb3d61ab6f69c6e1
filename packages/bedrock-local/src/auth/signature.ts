import { SignatureV4 } from '@smithy/signature-v4'
import { Refusal } from '../wire/refusal.ts'
import type { Arrived, AuthRules, Caller } from './arrived.ts'
import { identify } from './identify.ts'
import type { Identity } from './identity.ts'
import { queryOf } from './query.ts'
import { checkFresh, scopeOf, timeOf } from './scope.ts'
import { Sha256, sha256Hex } from './sha256.ts'

/** What every wrong signature is told. */
export const mismatch = (): Refusal =>
  new Refusal(
    'InvalidSignatureException',
    'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
  )

/** A signer for one identity and region, as every client must have one. */
export const signerFor = (identity: Identity, region: string): SignatureV4 =>
  new SignatureV4({
    service: 'bedrock',
    region,
    credentials: {
      accessKeyId: identity.accessKeyId,
      secretAccessKey: identity.secretAccessKey,
      ...(identity.sessionToken === undefined ? {} : { sessionToken: identity.sessionToken }),
    },
    sha256: Sha256,
    applyChecksum: false,
  })

const fieldsOf = (
  authorization: string,
  hasDate: boolean,
): Record<'Credential' | 'SignedHeaders' | 'Signature', string> => {
  const field = (name: string): string => new RegExp(`[\\s,]${name}=([^\\s,]+)`).exec(authorization)?.[1] ?? ''
  const fields = {
    Credential: field('Credential'),
    SignedHeaders: field('SignedHeaders'),
    Signature: field('Signature'),
  }
  const missing = Object.entries(fields).flatMap(([name, value]) =>
    value === '' ? [`Authorization header requires '${name}' parameter.`] : [],
  )
  if (!hasDate) missing.push("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.")
  if (missing.length > 0) throw new Refusal('IncompleteSignatureException', missing.join(' '))
  return fields
}

/** What was signed under each name. Over HTTP/2 the AWS SDK signs `:authority`, which is the host with its port. */
export const signedHeaders = (names: readonly string[], { headers, url }: Arrived): Record<string, string> =>
  Object.fromEntries(
    names.map((name) => {
      const value = name === 'host' || name === ':authority' ? (headers.get('host') ?? url.host) : headers.get(name)
      if (value === null) throw mismatch()
      return [name, value]
    }),
  )

/** Equal in a time that does not tell where two texts differ. */
export const same = (one: string, other: string): boolean => {
  let difference = one.length ^ other.length
  for (let at = 0; at < one.length; at += 1) difference |= one.charCodeAt(at) ^ other.charCodeAt(at)
  return difference === 0
}

/** Signs the request that arrived once more, with the secret known here, and compares. @throws Refusal */
export const verifySignature = async (arrived: Arrived, authorization: string, rules: AuthRules): Promise<Caller> => {
  const date = arrived.headers.get('x-amz-date') ?? ''
  const fields = fieldsOf(authorization, date !== '')
  const { accessKeyId, region } = scopeOf(fields.Credential, date, arrived.url.hostname, rules)
  checkFresh(date, rules.now)
  const identity = identify(accessKeyId, arrived.headers.get('x-amz-security-token') ?? undefined, rules)

  const names = fields.SignedHeaders.split(';')
  // The date and the token count only where they were signed; the host always must be.
  const required = ['x-amz-date', ...(identity.sessionToken === undefined ? [] : ['x-amz-security-token'])]
  if (!names.some((name) => name === 'host' || name === ':authority') || required.some((name) => !names.includes(name)))
    throw mismatch()
  const claimed = arrived.headers.get('x-amz-content-sha256')
  if (claimed !== null && claimed !== (await sha256Hex(arrived.body))) throw mismatch()

  const { url } = arrived
  const again = await signerFor(identity, region).sign(
    {
      method: arrived.method,
      protocol: url.protocol,
      hostname: url.hostname,
      path: url.pathname,
      query: queryOf(url),
      headers: signedHeaders(names, arrived),
      body: arrived.body,
    },
    { signingDate: new Date(timeOf(date) ?? Number.NaN), signableHeaders: new Set(names) },
  )
  const expected = /Signature=([0-9a-f]+)/.exec(again.headers['authorization'] ?? '')?.[1] ?? ''
  if (!same(expected, fields.Signature)) throw mismatch()
  return { identity, region, by: 'signature' }
}
