import { SignatureV4 } from '@smithy/signature-v4'
import { describe, expect, it } from 'vitest'
import { type Identity, testIdentity } from './identity.ts'
import { Sha256 } from './sha256.ts'
import { type Answered, send, signedAt } from './test/signed-by-aws.ts'

const path = '/model/us.anthropic.claude-haiku-4-5-20251001-v1%3A0/converse'
const body = JSON.stringify({ messages: [{ role: 'user', content: [{ text: 'echo hi' }] }] })

/** The address that AWS's own signer makes. */
const presigned = async (identity: Identity = testIdentity, expiresIn = 600, region = 'us-east-1'): Promise<URL> => {
  const signer = new SignatureV4({ service: 'bedrock', region, credentials: identity, sha256: Sha256 })
  const { query = {} } = await signer.presign(
    {
      method: 'POST',
      protocol: 'http:',
      hostname: '127.0.0.1',
      port: 4010,
      path,
      query: {},
      headers: { host: '127.0.0.1:4010' },
      body,
    },
    { signingDate: new Date(signedAt), expiresIn },
  )
  const url = new URL(`http://127.0.0.1:4010${path}`)
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, `${value}`)
  return url
}

const ask = (url: URL, more: Parameters<typeof send>[1] = {}, text: string = body): Promise<Answered> =>
  send({ method: 'POST', url: url.href, headers: { 'content-type': 'application/json' }, body: text }, more)

const changed = (name: string, value: string | undefined) => async (): Promise<Answered> => {
  const url = await presigned()
  if (value === undefined) url.searchParams.delete(name)
  else url.searchParams.set(name, value)
  return ask(url)
}

const mismatch = [403, 'InvalidSignatureException', /does not match the signature you provided/] as const
const incomplete = [400, 'IncompleteSignatureException'] as const

describe('a signature in the query', () => {
  it('is accepted while it lives', async () => {
    expect(await ask(await presigned())).toMatchObject({ status: 200 })
    expect(await ask(await presigned(), { now: () => signedAt + 599_000 })).toMatchObject({ status: 200 })
    expect(await ask(await presigned(), { now: () => signedAt + 600_000 })).toEqual({
      status: 403,
      type: 'InvalidSignatureException',
      message: 'Signature expired: 20260304T050607Z is now earlier than 20260304T050607Z (20260304T051607Z - 10 min.)',
    })
  })

  it('carries the session token of temporary keys', async () => {
    const temporary: Identity = {
      accessKeyId: 'ASIATEST',
      secretAccessKey: 'secret',
      sessionToken: 'a/token+with=signs',
    }
    expect(await ask(await presigned(temporary), { identities: [temporary] })).toMatchObject({ status: 200 })
    const without = await presigned(temporary)
    without.searchParams.delete('X-Amz-Security-Token')
    expect(await ask(without, { identities: [temporary] })).toMatchObject({ type: 'UnrecognizedClientException' })
  })

  it('must be for the region', async () => {
    expect(await ask(await presigned(), { region: 'eu-west-1' })).toMatchObject({
      status: 403,
      message: expect.stringContaining('valid region'),
    })
  })

  it.each<[what: string, sent: () => Promise<Answered>, status: number, type: string, message: RegExp]>([
    ['the body', async () => ask(await presigned(), {}, body.replace('hi', 'ho')), ...mismatch],
    ['the life', changed('X-Amz-Expires', '604800'), ...mismatch],
    ['the signature', changed('X-Amz-Signature', '0'.repeat(64)), ...mismatch],
    ['the algorithm', changed('X-Amz-Algorithm', 'AWS4-HMAC-SHA512'), ...mismatch],
    ['a parameter added', changed('trace', '1'), ...mismatch],
    ['the host, unsigned', changed('X-Amz-SignedHeaders', 'content-type'), ...mismatch],
    ['no life', changed('X-Amz-Expires', undefined), ...incomplete, /must include 'X-Amz-Expires'\. Re-examine/],
    ['no signature', changed('X-Amz-Signature', undefined), ...incomplete, /must include 'X-Amz-Signature'/],
    ['a life longer than a week', changed('X-Amz-Expires', '604801'), ...incomplete, /from 1 to 604800/],
    ['a date that is none', changed('X-Amz-Date', '20260304'), 403, 'InvalidSignatureException', /ISO-8601/],
    [
      'another key',
      changed('X-Amz-Credential', 'AKIAUNKNOWN/20260304/us-east-1/bedrock/aws4_request'),
      403,
      'UnrecognizedClientException',
      /is invalid\.$/,
    ],
  ])('is refused with %s changed', async (_what, sent, status, type, message) => {
    const answer = await sent()
    expect(answer).toMatchObject({ status, type })
    expect(answer.message).toMatch(message)
  })
})
