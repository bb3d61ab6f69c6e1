import { describe, expect, it } from 'vitest'
import { credentialsOf, type SuiteCase, suiteCases } from '../test/sigv4-vectors.ts'
import { nativeSha256 } from './sha256.ts'
import { createSigner } from './signer.ts'
import { WebSha256 } from './web-sha256.ts'
import { wireParts } from './wire-parts.ts'

/** Why a case of the suite does not apply to Bedrock. */
const reasonToLeaveOut = ({ context }: SuiteCase): string | undefined => {
  if (!context.normalize) return 'the path is signed as it is, not normalised: Bedrock normalises'
  if (context.omit_session_token === true) return 'the token is added after signing: Bedrock wants it signed'
  return undefined
}

const cases = suiteCases()
const excluded = cases.flatMap((one) => reasonToLeaveOut(one) ?? []).length
const applicable = cases.filter((one) => reasonToLeaveOut(one) === undefined)
for (const one of cases) {
  const reason = reasonToLeaveOut(one)
  if (reason !== undefined) console.log(`SigV4 suite leaves out ${one.name}: ${reason}`)
}
console.log(
  `SigV4 suite: ${applicable.length} of ${cases.length} cases, each by header and by query; ${excluded} left out`,
)

const headersOf = (one: SuiteCase): Record<string, string> => {
  const headers: Record<string, string> = {}
  for (const [name, value] of one.request.headers) {
    const key = name.toLowerCase()
    const unfolded = value
      .split('\n')
      .map((line) => line.trim())
      .join(' ')
    headers[key] = headers[key] === undefined ? unfolded : `${headers[key]},${unfolded}`
  }
  return headers
}

/** The suite's target is not encoded and its path is encoded once: the path goes to the signer as it stands. */
const requestOf = (one: SuiteCase) => {
  const [path = '', search = ''] = one.request.target.split('?')
  const { query } = wireParts(`https://example.amazonaws.com/?${search}`).parts
  const { method, body } = one.request
  return { protocol: 'https:', hostname: 'example.amazonaws.com', method, path, query, headers: headersOf(one), body }
}

const hashes = { 'node:crypto': nativeSha256(), WebCrypto: WebSha256 }

describe.skipIf(cases.length === 0).each(Object.entries(hashes))('AWS SigV4 suite, hashed by %s', (_, sha256) => {
  it.each(applicable.map((one) => [one.name, one] as const))('%s, in headers', async (_name, one) => {
    const { context } = one
    const signer = await createSigner(credentialsOf(context.credentials), context, {
      sendBodyHash: context.sign_body,
      sha256,
    })
    const signed = await signer.sign(requestOf(one), { signingDate: new Date(context.timestamp) })
    expect(signed.headers['authorization']).toBe(one.header.authorization)
  })

  it.each(applicable.map((one) => [one.name, one] as const))('%s, in the query', async (_name, one) => {
    const { context } = one
    const signer = await createSigner(credentialsOf(context.credentials), context, {
      sendBodyHash: context.sign_body,
      sha256,
    })
    const signed = await signer.presign(requestOf(one), {
      signingDate: new Date(context.timestamp),
      expiresIn: context.expiration_in_seconds,
    })
    const expected = new URL(`https://example.amazonaws.com${one.query.signedTarget}`)
    expect(signed.query?.['X-Amz-Signature']).toBe(expected.searchParams.get('X-Amz-Signature'))
  })
})
