import { Refusal } from '../wire/refusal.ts'
import type { Arrived, AuthRules, Caller } from './arrived.ts'
import { identify } from './identify.ts'
import { queryOf } from './query.ts'
import { checkNotAhead, expired, scopeOf, timeOf } from './scope.ts'
import { mismatch, same, signedHeaders, signerFor } from './signature.ts'

const names = ['Algorithm', 'Credential', 'Signature', 'Date', 'SignedHeaders', 'Expires'] as const

/** Longest life of a presigned request, in seconds: a week. */
const longest = 604_800

/** Whether a request carries its signature in the query. */
export const isPresigned = (url: URL): boolean =>
  url.searchParams.has('X-Amz-Algorithm') || url.searchParams.has('X-Amz-Signature')

const fieldsOf = (url: URL): Record<(typeof names)[number], string> => {
  const said = (name: string): string => url.searchParams.get(`X-Amz-${name}`) ?? ''
  const missing = names.filter((name) => said(name) === '')
  if (missing.length > 0)
    throw new Refusal(
      'IncompleteSignatureException',
      `${missing.map((name) => `AWS query-string parameters must include 'X-Amz-${name}'.`).join(' ')} Re-examine the query-string parameters.`,
    )
  return {
    Algorithm: said('Algorithm'),
    Credential: said('Credential'),
    Signature: said('Signature'),
    Date: said('Date'),
    SignedHeaders: said('SignedHeaders'),
    Expires: said('Expires'),
  }
}

const secondsOf = (text: string): number => {
  const seconds = /^\d+$/.test(text) ? Number(text) : 0
  if (seconds < 1 || seconds > longest)
    throw new Refusal(
      'IncompleteSignatureException',
      `X-Amz-Expires must be from 1 to ${longest} seconds. Got '${text}'.`,
    )
  return seconds
}

/**
 * Signs a presigned request that arrived once more and compares. The words for what is missing are other AWS services'; no recording
 * shows Bedrock's, nor that it takes such requests. @throws Refusal
 */
export const verifyPresigned = async (arrived: Arrived, rules: AuthRules): Promise<Caller> => {
  const { url } = arrived
  const fields = fieldsOf(url)
  const { accessKeyId, region } = scopeOf(fields.Credential, fields.Date, url.hostname, rules)
  const seconds = secondsOf(fields.Expires)
  const time = timeOf(fields.Date) ?? Number.NaN
  checkNotAhead(fields.Date, rules.now)
  if (time + seconds * 1000 <= rules.now) throw expired(fields.Date, rules.now, seconds * 1000)
  const token = url.searchParams.get('X-Amz-Security-Token') ?? undefined
  const identity = identify(accessKeyId, token, rules)
  const signed = fields.SignedHeaders.split(';')
  if (fields.Algorithm !== 'AWS4-HMAC-SHA256' || !signed.includes('host')) throw mismatch()
  const again = await signerFor(identity, region).presign(
    {
      method: arrived.method,
      protocol: url.protocol,
      hostname: url.hostname,
      path: url.pathname,
      query: queryOf(url, (name) => name.startsWith('X-Amz-')),
      headers: signedHeaders(signed, arrived),
      body: arrived.body,
    },
    {
      signingDate: new Date(time),
      expiresIn: seconds,
      signableHeaders: new Set(signed),
      unhoistableHeaders: new Set(signed),
    },
  )
  if (!same(`${again.query?.['X-Amz-Signature']}`, fields.Signature)) throw mismatch()
  return { identity, region, by: 'signature' }
}
