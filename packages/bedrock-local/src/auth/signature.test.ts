import { afterAll, describe, expect, it } from 'vitest'
import { type Identity, testIdentity } from './identity.ts'
import { sha256Hex } from './sha256.ts'
import { type Draft, send, signedAt, signedByAws } from './test/signed-by-aws.ts'

const authorization = (draft: Draft): string => draft.headers['authorization'] ?? ''
const change = (draft: Draft, from: RegExp | string, to: string): void => {
  const before = authorization(draft)
  draft.headers['authorization'] = before.replace(from, to)
  if (before === authorization(draft)) throw new Error(`Nothing matched ${from} in ${before}`)
}

const mismatch = [
  'InvalidSignatureException',
  /^The request signature we calculated does not match the signature you provided\./,
] as const

type Tamper = (draft: Draft) => void | Promise<void>

const rewrite =
  (part: 'url' | 'body', from: string | RegExp, to: string): Tamper =>
  (draft) => {
    const before = draft[part]
    draft[part] = before.replace(from, to)
    if (before === draft[part]) throw new Error(`Nothing matched ${from} in ${before}`)
  }

const header =
  (name: string, value: string): Tamper =>
  (draft) => {
    draft.headers[name] = value
  }

type Tampering = readonly [what: string, tamper: Tamper, type: string, message: RegExp]

const tamperings: readonly Tampering[] = [
  ['the body', rewrite('body', 'hi', 'ho'), ...mismatch],
  [
    'the body and its hash',
    async (draft) => {
      draft.body = draft.body.replace('hi', 'ho')
      draft.headers['x-amz-content-sha256'] = await sha256Hex(new TextEncoder().encode(draft.body))
    },
    ...mismatch,
  ],
  ['the model in the path', rewrite('url', 'haiku', 'opus'), ...mismatch],
  ['the operation', rewrite('url', '/converse', '/converse-stream'), ...mismatch],
  ['a colon that is no longer encoded', rewrite('url', /%3A/g, ':'), ...mismatch],
  ['a query', rewrite('url', /$/, '?trace=1'), ...mismatch],
  [
    'the host',
    (draft) => {
      draft.url = draft.url.replace('127.0.0.1', 'localhost')
      draft.headers['host'] = 'localhost:4010'
    },
    ...mismatch,
  ],
  [
    'the port',
    (draft) => {
      draft.url = draft.url.replace(':4010', ':4011')
      draft.headers['host'] = '127.0.0.1:4011'
    },
    ...mismatch,
  ],
  ['a signed header', header('content-type', 'text/plain'), ...mismatch],
  ['a signed header left out', (draft) => void delete draft.headers['amz-sdk-request'], ...mismatch],
  ['the date, unsigned', (draft) => change(draft, ';x-amz-date', ''), ...mismatch],
  ['the host, unsigned', (draft) => change(draft, /host;|:authority;/, ''), ...mismatch],
  [
    'one digit of the signature',
    (draft) => change(draft, /.$/, authorization(draft).endsWith('0') ? '1' : '0'),
    ...mismatch,
  ],
  ['the signature cut short', (draft) => change(draft, /.$/, ''), ...mismatch],
  ['the date by a second', header('x-amz-date', '20260304T050608Z'), ...mismatch],
  ['the region', (draft) => change(draft, 'us-east-1', 'eu-west-1'), ...mismatch],
  [
    'a region that is none',
    (draft) => change(draft, 'us-east-1', 'nowhere'),
    'InvalidSignatureException',
    /^Credential should be scoped to a valid region\./,
  ],
  [
    'the service',
    (draft) => change(draft, '/bedrock/', '/bedrock-runtime/'),
    'InvalidSignatureException',
    /^Credential should be scoped to correct service: 'bedrock'\./,
  ],
  [
    'the terminator',
    (draft) => change(draft, 'aws4_request', 'aws5_request'),
    'InvalidSignatureException',
    /terminator: 'aws4_request'/,
  ],
  [
    'the day of the scope',
    (draft) => change(draft, '/20260304/', '/20260305/'),
    'InvalidSignatureException',
    /'20260305' != '20260304', from '20260304T050607Z'/,
  ],
  [
    'the key',
    (draft) => change(draft, testIdentity.accessKeyId, 'AKIAUNKNOWN'),
    'UnrecognizedClientException',
    /^The security token included in the request is invalid\.$/,
  ],
  ['a session token added', header('x-amz-security-token', 'forged'), 'UnrecognizedClientException', /is invalid\.$/],
  [
    'no signature',
    (draft) => change(draft, /, Signature=.*/, ''),
    'IncompleteSignatureException',
    /^Authorization header requires 'Signature' parameter\.$/,
  ],
  [
    'no date',
    (draft) => void delete draft.headers['x-amz-date'],
    'IncompleteSignatureException',
    /either a 'X-Amz-Date' or a 'Date' header/,
  ],
  [
    'no authorization',
    (draft) => void delete draft.headers['authorization'],
    'MissingAuthenticationTokenException',
    /^Missing Authentication Token$/,
  ],
  ['another scheme', header('authorization', 'Basic dXNlcjpwYXNz'), 'IncompleteSignatureException', /Basic/],
]

describe('a signature by the AWS SDK', () => {
  afterAll(() => console.table(tamperings.map(([what, , type, message]) => ({ what, type, message: message.source }))))

  it('is accepted as it came', async () => {
    expect(await send(await signedByAws())).toMatchObject({ status: 200 })
  })

  it.each(tamperings)('is refused with %s changed', async (_what, tamper, type, message) => {
    const draft = await signedByAws()
    await tamper(draft)
    const answer = await send(draft)
    expect(answer).toMatchObject({ type, status: type === 'IncompleteSignatureException' ? 400 : 403 })
    expect(answer.message).toMatch(message)
  })

  it.each([
    [301_000, 'Signature expired: 20260304T050607Z is now earlier than 20260304T050608Z (20260304T051108Z - 5 min.)'],
    [
      -301_000,
      'Signature not yet current: 20260304T050607Z is still later than 20260304T050606Z (20260304T050106Z + 5 min.)',
    ],
  ])('is refused when the clock has moved by %i ms', async (ms, message) => {
    const answer = await send(await signedByAws(), { now: () => signedAt + ms })
    expect(answer).toEqual({ status: 403, type: 'InvalidSignatureException', message })
  })

  it.each([-299_000, 299_000])('is accepted when the clock has moved by %i ms', async (ms) => {
    expect(await send(await signedByAws(), { now: () => signedAt + ms })).toMatchObject({ status: 200 })
  })

  it('must be for the region of the local Bedrock, or of the host', async () => {
    const draft = await signedByAws()
    expect(await send(draft, { region: 'eu-west-1' })).toMatchObject({
      status: 403,
      message: expect.stringContaining('valid region'),
    })
    expect(await send(draft, { region: 'us-east-1' })).toMatchObject({ status: 200 })
    const abroad = await signedByAws(testIdentity, { endpoint: 'https://bedrock-runtime.eu-west-1.amazonaws.com' })
    expect(await send(abroad)).toMatchObject({ status: 403, message: expect.stringContaining('valid region') })
  })

  it('carries the session token of temporary keys, while they last', async () => {
    const temporary: Identity = {
      accessKeyId: 'ASIATEST',
      secretAccessKey: 'secret',
      sessionToken: 'token',
      expiresAt: new Date(signedAt + 60_000),
    }
    const draft = await signedByAws(temporary)
    expect(await send(draft, { identities: [temporary] })).toMatchObject({ status: 200 })
    expect(await send(draft, { identities: [temporary], now: () => signedAt + 60_000 })).toEqual({
      status: 403,
      type: 'ExpiredTokenException',
      message: 'The security token included in the request is expired',
    })
    delete draft.headers['x-amz-security-token']
    expect(await send(draft, { identities: [temporary] })).toMatchObject({
      status: 403,
      type: 'UnrecognizedClientException',
    })
  })

  it('is not asked for when auth is off', async () => {
    const draft = await signedByAws()
    delete draft.headers['authorization']
    expect(await send(draft, { requireAuth: false })).toMatchObject({ status: 200 })
  })
})
