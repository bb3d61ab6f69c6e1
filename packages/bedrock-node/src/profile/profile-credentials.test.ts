import { createHash } from 'node:crypto'
import { inspect } from 'node:util'
import type { Note } from '@x/bedrock-auth'
import { BedrockError } from '@x/bedrock-core'
import { describe, expect, it } from 'vitest'
import { homeWith } from '../testing/home.ts'
import { serve } from '../testing/serve.ts'
import { profileCredentials } from './profile-credentials.ts'

const roleArn = 'arn:aws:iam::123456789012:role/bedrock'
const end = '2100-01-01T00:00:00Z'

const ask = async (options: Parameters<typeof profileCredentials>[0] = {}) => {
  const notes: Note[] = []
  const value = await profileCredentials(options)({ note: (note) => notes.push(note) }).catch((error: unknown) => error)
  return { value, notes }
}

/** STS on this machine. */
const sts = async () => {
  const forms: URLSearchParams[] = []
  const { url } = await serve(async (request, response) => {
    let sent = ''
    for await (const piece of request) sent += String(piece)
    forms.push(new URLSearchParams(sent))
    response.end(
      `<AccessKeyId>ASIA</AccessKeyId><SecretAccessKey>hush</SecretAccessKey><SessionToken>hush</SessionToken><Expiration>${end}</Expiration>`,
    )
  })
  return { url, forms }
}

describe('what is not there', () => {
  it('is absent when it is the default profile', async () => {
    const environment = homeWith('[profile other]\nregion = us-east-1\n')
    const { value, notes } = await ask({ environment })
    expect(value).toBeUndefined()
    expect(notes).toMatchObject(
      [{ source: 'profile default', outcome: 'absent', reason: /neither .*config nor/ }].map(({ reason, ...note }) => ({
        ...note,
        reason: expect.stringMatching(reason),
      })),
    )
  })

  it('is absent when the profile holds settings only, even if AWS_PROFILE names it', async () => {
    homeWith('[profile other]\nregion = us-east-1\n', {}, { AWS_PROFILE: 'other' })
    const { value, notes } = await ask()
    expect([value, notes[0]?.reason]).toEqual([undefined, expect.stringContaining('settings')])
  })

  it.each([
    ['AWS_PROFILE names it', { AWS_PROFILE: 'dve' }, {}],
    ['the option names it', {}, { profile: 'dve' }],
    ['the option names one that holds settings only', {}, { profile: 'other' }],
  ])('is broken when %s', async (_, variables, options) => {
    homeWith('[profile other]\nregion = us-east-1\n', {}, variables)
    const { value } = await ask(options)
    expect(value).toMatchObject({
      code: 'broken-credentials',
      message: expect.stringMatching(/names it:.* aws configure/),
    })
  })

  it('says of a file that it cannot be read', async () => {
    homeWith('', { '.aws/credentials/not-a-file': '' })
    expect((await ask()).notes[0]?.reason).toMatch(/credentials cannot be read \(EISDIR\)/)
  })
})

describe('what is there', () => {
  it('keys: the credentials file beats the config file, key by key', async () => {
    homeWith('[default]\naws_access_key_id = old\naws_secret_access_key = old\n', {
      '.aws/credentials': '[default]\naws_access_key_id = AKIA\naws_secret_access_key = secret\n',
    })
    const { value, notes } = await ask()
    expect(value).toMatchObject({ accessKeyId: 'AKIA', secretAccessKey: 'secret' })
    expect(notes).toEqual([{ source: 'profile default (an access key)', outcome: 'found' }])
  })

  it('is read anew: a rotated file is seen', async () => {
    const { writeFileSync } = await import('node:fs')
    const { HOME } = homeWith('[default]\naws_access_key_id = one\naws_secret_access_key = s\n')
    const provide = profileCredentials()
    const before = await provide()
    writeFileSync(`${HOME}/.aws/config`, '[default]\naws_access_key_id = two\naws_secret_access_key = s\n')
    expect([before?.accessKeyId, (await provide())?.accessKeyId]).toEqual(['one', 'two'])
  })

  it('a role with MFA: the code is asked for, and STS is told', async () => {
    const { url, forms } = await sts()
    const config = `[profile dev]\nrole_arn = ${roleArn}\nsource_profile = base\nmfa_serial = device\nexternal_id = x1\nduration_seconds = 1800\n[profile base]\naws_access_key_id = AKIA\naws_secret_access_key = s\n`
    homeWith(config, {}, { AWS_ENDPOINT_URL_STS: url, AWS_PROFILE: 'dev' })
    const { value, notes } = await ask({ mfaCode: async (serial) => `${serial}-123456` })
    expect(value).toMatchObject({ accessKeyId: 'ASIA', expiration: new Date(end) })
    expect(notes[0]?.source).toBe('profile dev (a role from an access key)')
    expect(Object.fromEntries(forms[0] ?? [])).toMatchObject({
      RoleArn: roleArn,
      SerialNumber: 'device',
      TokenCode: 'device-123456',
      ExternalId: 'x1',
      DurationSeconds: '1800',
    })
  })

  it('SSO: the portal on this machine is asked with the cached token', async () => {
    const seen: (string | undefined)[] = []
    const { url } = await serve((request, response) => {
      seen.push(request.url, String(request.headers['x-amz-sso_bearer_token']))
      const roleCredentials = {
        accessKeyId: 'ASIASSO',
        secretAccessKey: 's',
        sessionToken: 't',
        expiration: Date.parse(end),
      }
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ roleCredentials }))
    })
    const token = createHash('sha1').update('corp').digest('hex')
    homeWith(
      '[profile sso]\nsso_session = corp\nsso_account_id = 123456789012\nsso_role_name = Dev\n[sso-session corp]\nsso_region = us-east-1\nsso_start_url = https://corp.awsapps.com/start\n',
      { [`.aws/sso/cache/${token}.json`]: JSON.stringify({ accessToken: 'portal-token', expiresAt: end }) },
      { AWS_PROFILE: 'sso', AWS_ENDPOINT_URL_SSO: url },
    )
    expect((await ask()).value).toMatchObject({ accessKeyId: 'ASIASSO', expiration: new Date(end) })
    expect(seen).toEqual(['/federation/credentials?account_id=123456789012&role_name=Dev', 'portal-token'])
  })
})

describe('what is there and does not work', () => {
  const broken: readonly (readonly [string, string, RegExp])[] = [
    ['half a pair', 'aws_access_key_id = AKIA', /Check aws_access_key_id and aws_secret_access_key of profile dev/],
    ['a role of nobody', `role_arn = ${roleArn}`, /Check role_arn/],
    [
      'a role with MFA and nobody to ask',
      `role_arn = ${roleArn}\nsource_profile = base\nmfa_serial = d`,
      /multi-factor/,
    ],
    ['a missing source profile', `role_arn = ${roleArn}\nsource_profile = nobody`, /nobody/],
    [
      'an SSO session that nobody signed in to',
      'sso_session = corp\nsso_account_id = 1\nsso_role_name = R',
      /Run: aws sso login --profile dev/,
    ],
    ['a login that is over', 'login_session = arn:aws:sts::1:x', /Run: aws login --profile dev/],
    [
      'a token file that is missing',
      `role_arn = ${roleArn}\nweb_identity_token_file = /nowhere/token`,
      /Check web_identity_token_file/,
    ],
    ['a process that fails', 'credential_process = echo hush >&2; exit 3 # hush', /the command failed.*by hand/],
    ['a process that speaks no JSON', 'credential_process = echo hush', /invalid JSON/],
  ]

  it.each(broken)('%s: broken, with advice, without a secret', async (_, lines, message) => {
    homeWith(
      `[profile dev]\n${lines}\n[profile base]\naws_access_key_id = AKIA\naws_secret_access_key = hush\n[sso-session corp]\nsso_region = us-east-1\nsso_start_url = https://corp.awsapps.com/start\n`,
      {},
      { AWS_PROFILE: 'dev' },
    )
    const { value } = await ask()
    if (!BedrockError.is(value, 'broken-credentials')) throw new Error('Expected a BedrockError.', { cause: value })
    expect(value.message).toMatch(message)
    expect(inspect(value, { depth: 20, showHidden: true })).not.toContain('hush')
  })

  it('a token file that is cut short does not show its text', async () => {
    const token = createHash('sha256').update('arn:aws:sts::1:x').digest('hex')
    homeWith(
      '[profile dev]\nlogin_session = arn:aws:sts::1:x\n',
      {
        [`.aws/login/cache/${token}.json`]: '{"accessToken":{"secretAccessKey":"hush',
      },
      { AWS_PROFILE: 'dev' },
    )
    const { value } = await ask()
    expect(inspect(value, { depth: 20 })).toContain('aws login')
    expect(inspect(value, { depth: 20 })).not.toContain('hush')
  })
})
