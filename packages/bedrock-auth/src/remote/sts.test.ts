import { AwsV4Signer } from 'aws4fetch'
import { describe, expect, it } from 'vitest'
import { cached } from '../source/cached.ts'
import type { Note } from '../source/provide.ts'
import { exampleCredentials } from '../test/requests.ts'
import { type Received, serve } from '../test/serve.ts'
import { assumeRole } from './assume-role.ts'
import { webIdentity } from './web-identity.ts'

const roleArn = 'arn:aws:iam::123456789012:role/bedrock'

const granted = (
  serial: number | string = 1,
) => `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>
  <Credentials><AccessKeyId>ASIA${serial}</AccessKeyId><SecretAccessKey>a/b+c&amp;d&#x3D;</SecretAccessKey>
  <SessionToken>token==</SessionToken><Expiration>2030-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`

const refused = (code: string, message: string) =>
  `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`

const form = ({ body }: Received) => Object.fromEntries(new URLSearchParams(body))

/** What the sender should have signed, by another implementation. */
const expectedAuthorization = async (origin: string, one: Received, secret: string): Promise<string | null> => {
  const authorization = one.headers.authorization ?? ''
  const [, accessKeyId = '', region = ''] = /Credential=([^/]+)\/\d+\/([^/]+)\/sts\//.exec(authorization) ?? []
  const token = one.headers['x-amz-security-token']
  const { headers } = await new AwsV4Signer({
    method: one.method,
    url: `${origin}${one.url}`,
    headers: { 'content-type': one.headers['content-type'] ?? '' },
    body: one.body,
    accessKeyId,
    secretAccessKey: secret,
    ...(typeof token === 'string' ? { sessionToken: token } : {}),
    service: 'sts',
    region,
    datetime: String(one.headers['x-amz-date']),
    allHeaders: true,
  }).sign()
  return headers.get('authorization')
}

describe('assumeRole', () => {
  it('signs the call and reads the credentials', async () => {
    const { origin, received } = await serve(() => ({ body: granted() }))
    const provide = assumeRole({
      roleArn,
      credentials: exampleCredentials,
      endpoint: origin,
      region: 'eu-west-1',
      sessionName: 'me',
    })
    const credentials = await provide()
    expect([
      credentials?.accessKeyId,
      credentials?.secretAccessKey,
      credentials?.sessionToken,
      credentials?.expiration,
    ]).toEqual(['ASIA1', 'a/b+c&d=', 'token==', new Date('2030-01-01T00:00:00Z')])
    const [one] = received
    if (one === undefined) throw new Error('nothing was received')
    expect(form(one)).toEqual({ Action: 'AssumeRole', Version: '2011-06-15', RoleArn: roleArn, RoleSessionName: 'me' })
    expect(one.headers.authorization).toBe(await expectedAuthorization(origin, one, exampleCredentials.secretAccessKey))
    expect(one.headers.authorization).toContain('/eu-west-1/sts/aws4_request')
  })

  it('says all that was asked', async () => {
    const { origin, received } = await serve(() => ({ body: granted() }))
    await assumeRole({
      roleArn,
      credentials: exampleCredentials,
      endpoint: origin,
      sessionName: 'me',
      externalId: 'external',
      duration: 900,
      policy: '{}',
      policyArns: ['arn:a', 'arn:b'],
      tags: { team: 'one', project: 'two' },
      transitiveTagKeys: ['team'],
      sourceIdentity: 'alice',
      mfa: { serialNumber: 'arn:mfa', code: async () => ' 123456\n' },
    })()
    expect(received.map(form)).toEqual([
      expect.objectContaining({
        ExternalId: 'external',
        DurationSeconds: '900',
        Policy: '{}',
        'PolicyArns.member.1.arn': 'arn:a',
        'PolicyArns.member.2.arn': 'arn:b',
        'Tags.member.1.Key': 'team',
        'Tags.member.1.Value': 'one',
        'Tags.member.2.Key': 'project',
        'Tags.member.2.Value': 'two',
        'TransitiveTagKeys.member.1': 'team',
        SourceIdentity: 'alice',
        SerialNumber: 'arn:mfa',
        TokenCode: '123456',
      }),
    ])
  })

  it('chains: the second role is assumed by the first', async () => {
    const { origin, received } = await serve((_, count) => ({ body: granted(count) }))
    const first = assumeRole({ roleArn, credentials: exampleCredentials, endpoint: origin })
    const second = assumeRole({ roleArn: `${roleArn}-2`, credentials: first, endpoint: origin })
    expect((await second())?.accessKeyId).toBe('ASIA2')
    expect(received[1]?.headers.authorization).toContain('Credential=ASIA1/')
    expect(received[1]?.headers['x-amz-security-token']).toBe('token==')
  })

  it('corrects its clock once by what STS says', async () => {
    const serverTime = Date.now() + 3_600_000
    const { origin, received } = await serve((_, count) =>
      count === 1
        ? {
            status: 403,
            headers: { date: new Date(serverTime).toUTCString() },
            body: refused('SignatureDoesNotMatch', 'Signature expired: 1 is now earlier than 2'),
          }
        : { body: granted() },
    )
    expect((await assumeRole({ roleArn, credentials: exampleCredentials, endpoint: origin })())?.accessKeyId).toBe(
      'ASIA1',
    )
    const dates = received.map(({ headers }) => String(headers['x-amz-date']).slice(0, 11))
    expect(dates[1]).toBe(new Date(serverTime).toISOString().replace(/[-:]/g, '').slice(0, 11))
  })

  it('tries again what STS failed at by itself, signed anew', async () => {
    const { origin, received } = await serve((_, count) =>
      count === 1 ? { status: 503 } : count === 2 ? undefined : { body: granted() },
    )
    const provide = assumeRole({ roleArn, credentials: exampleCredentials, endpoint: origin, pause: () => 0 })
    expect((await provide())?.accessKeyId).toBe('ASIA1')
    expect(received).toHaveLength(3)
  })

  it.each([
    [
      'a refusal',
      { status: 403, body: refused('AccessDenied', 'User: arn:me is not authorized') },
      /HTTP 403 AccessDenied.*not authorized.*trust policy/,
    ],
    ['an answer without credentials', { body: '<AssumeRoleResponse/>' }, /no usable access key id/],
    ['an end that is no date', { body: granted().replace('2030-01-01T00:00:00Z', 'soon') }, /no usable expiration/],
    ['a failure that stays', { status: 500, body: '' }, /HTTP 500/],
    ['a redirect', { status: 302, headers: { location: 'http://127.0.0.1:1/' }, body: '' }, /HTTP 302/],
  ])('%s is broken, not absent', async (_, reply, message) => {
    const { origin } = await serve(() => reply)
    const failure = assumeRole({ roleArn, credentials: exampleCredentials, endpoint: origin, pause: () => 0 })()
    await expect(failure).rejects.toMatchObject({ code: 'broken-credentials', message: expect.stringMatching(message) })
  })

  it('gives up on a service that is silent', async () => {
    const { origin } = await serve(() => new Promise(() => undefined))
    const failure = assumeRole({
      roleArn,
      credentials: exampleCredentials,
      endpoint: origin,
      timeout: 20,
      attempts: 2,
      pause: () => 0,
    })()
    await expect(failure).rejects.toMatchObject({
      code: 'broken-credentials',
      message: expect.stringContaining('could not reach'),
    })
  })

  it('makes one call for 1,000 who come together', async () => {
    const { origin, received } = await serve((_, count) => ({ body: granted(count) }))
    const provide = cached(assumeRole({ roleArn, credentials: exampleCredentials, endpoint: origin }))
    const all = await Promise.all(Array.from({ length: 1000 }, () => provide()))
    expect([new Set(all).size, received.length]).toEqual([1, 1])
  })

  it.each(['us-east-1.evil.com#', 'evil.com/', 'a@b', 'us east', 'us-east-1\r\n'])(
    'refuses the region %j',
    async (region) => {
      const failure = assumeRole({ roleArn, credentials: exampleCredentials, region })()
      await expect(failure).rejects.toMatchObject({ code: 'invalid-argument' })
    },
  )

  it.each([
    ['us-east-1', 'https://sts.us-east-1.amazonaws.com/'],
    ['cn-north-1', 'https://sts.cn-north-1.amazonaws.com.cn/'],
    ['us-iso-east-1', 'https://sts.us-iso-east-1.c2s.ic.gov/'],
  ])('asks the STS of %s', async (region, url) => {
    const asked: string[] = []
    const fetch = async (to: string) => {
      asked.push(to)
      return new Response(granted())
    }
    await assumeRole({ roleArn, credentials: exampleCredentials, region, fetch })()
    expect(asked).toEqual([url])
  })
})

describe('webIdentity', () => {
  it('sends the token unsigned and reads the credentials', async () => {
    const { origin, received } = await serve(() => ({ body: granted('WEB') }))
    const credentials = await webIdentity({
      roleArn,
      token: async () => ' jwt.a.b\n',
      sessionName: 'me',
      duration: 900,
      endpoint: origin,
    })()
    expect(credentials?.accessKeyId).toBe('ASIAWEB')
    expect(received.map(form)).toEqual([
      {
        Action: 'AssumeRoleWithWebIdentity',
        Version: '2011-06-15',
        RoleArn: roleArn,
        RoleSessionName: 'me',
        WebIdentityToken: 'jwt.a.b',
        DurationSeconds: '900',
      },
    ])
    expect(received[0]?.headers).not.toHaveProperty('authorization')
  })

  it('has nothing without a token', async () => {
    const notes: Note[] = []
    expect(await webIdentity({ roleArn, token: async () => ' ' })({ note: (note) => notes.push(note) })).toBeUndefined()
    expect(notes[0]).toMatchObject({ outcome: 'absent', reason: 'there is no token' })
  })

  it('says why STS refused, without the token', async () => {
    const { origin } = await serve(() => ({ status: 400, body: refused('ExpiredTokenException', 'Token expired: 1') }))
    const failure = await webIdentity({ roleArn, token: async () => 'hush.hush', endpoint: origin })().catch(
      (error: unknown) => String(error),
    )
    expect(failure).toMatch(/ExpiredTokenException.*Token expired/)
    expect(failure).not.toContain('hush')
  })
})
