import { createHash } from 'node:crypto'
import type { Note } from '@x/bedrock-auth'
import { describe, expect, it, vi } from 'vitest'
import { type NodeChainOptions, nodeChain } from './node-chain.ts'
import { homeWith } from './testing/home.ts'
import { serve } from './testing/serve.ts'

const end = '2100-01-01T00:00:00Z'
const profile = '[default]\naws_access_key_id = PROFILE\naws_secret_access_key = s\n'
const pair = { AWS_ACCESS_KEY_ID: 'ENVIRONMENT', AWS_SECRET_ACCESS_KEY: 's' }
const roleArn = 'arn:aws:iam::123456789012:role/pod'

/** Every service that gives credentials, on this machine: STS, a container's agent, the instance. */
const services = async () => {
  const { url } = await serve((request, response) => {
    const path = request.url ?? ''
    const json = (key: string): string =>
      JSON.stringify({ AccessKeyId: key, SecretAccessKey: 's', Token: 't', Expiration: end })
    const answers: Readonly<Record<string, string>> = {
      '/container': json('CONTAINER'),
      '/latest/api/token': 'session',
      '/latest/meta-data/iam/security-credentials/': 'role',
      '/latest/meta-data/iam/security-credentials/role': json('INSTANCE'),
      '/': `<AccessKeyId>WEB</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>${end}</Expiration>`,
    }
    response.statusCode = answers[path] === undefined ? 404 : 200
    response.end(answers[path])
  })
  return {
    web: { AWS_ROLE_ARN: roleArn, AWS_ENDPOINT_URL_STS: url },
    container: { AWS_CONTAINER_CREDENTIALS_FULL_URI: `${url}/container` },
    instance: { AWS_EC2_METADATA_SERVICE_ENDPOINT: url, AWS_EC2_METADATA_DISABLED: 'false' },
  }
}

const ask = async (options: NodeChainOptions = {}) => {
  const notes: Note[] = []
  const value = await nodeChain(options)({ note: (note) => notes.push(note) })
  return { key: value?.accessKeyId, notes }
}

describe('nodeChain', () => {
  it.each<[string, readonly string[], string | undefined]>([
    ['everything', ['pair', 'profile', 'web', 'container', 'instance'], 'ENVIRONMENT'],
    ['all but the pair', ['profile', 'web', 'container', 'instance'], 'PROFILE'],
    ['no profile', ['web', 'container', 'instance'], 'WEB'],
    ['no web identity', ['container', 'instance'], 'CONTAINER'],
    ['the instance alone', ['instance'], 'INSTANCE'],
    ['nothing', [], undefined],
  ])('with %s, the first is taken', async (_, there, key) => {
    const { web, container, instance } = await services()
    const has = (name: string, variables: Readonly<Record<string, string>>) => (there.includes(name) ? variables : {})
    const { HOME } = homeWith(
      there.includes('profile') ? profile : '',
      { 'token.jwt': 'token' },
      {
        ...has('pair', pair),
        ...has('container', container),
        ...has('instance', instance),
        ...has('web', web),
      },
    )
    if (there.includes('web')) vi.stubEnv('AWS_WEB_IDENTITY_TOKEN_FILE', `${HOME}/token.jwt`)
    expect((await ask()).key).toBe(key)
  })

  it('the environment beats AWS_PROFILE, and a profile named in code beats the environment', async () => {
    homeWith(
      `${profile}[profile dev]\naws_access_key_id = DEV\naws_secret_access_key = s\n`,
      {},
      { ...pair, AWS_PROFILE: 'dev' },
    )
    expect([(await ask()).key, (await ask({ profile: 'dev' })).key]).toEqual(['ENVIRONMENT', 'DEV'])
  })

  it('says of each source why it had nothing', async () => {
    homeWith('')
    const { notes } = await ask()
    expect(notes.map(({ source, outcome, reason }) => [source, outcome, reason])).toEqual([
      ['environment variables', 'absent', 'AWS_ACCESS_KEY_ID is not set'],
      ['profile default', 'absent', expect.stringContaining('has it')],
      ['web identity', 'absent', 'AWS_WEB_IDENTITY_TOKEN_FILE is not set'],
      ['container credentials', 'absent', expect.stringContaining('are not set')],
      ['instance metadata', 'absent', 'AWS_EC2_METADATA_DISABLED is set'],
    ])
  })

  it('stops at what is broken, and passes to no other identity', async () => {
    const { container } = await services()
    homeWith('[default]\nsso_session = corp\n', {}, container)
    await expect(ask()).rejects.toMatchObject({
      code: 'broken-credentials',
      message: expect.stringMatching(/^profile default/),
    })
  })

  it('takes a record of variables instead of those of the process', async () => {
    const { HOME = '' } = homeWith(profile)
    expect((await ask({ environment: pair })).key).toBe('ENVIRONMENT')
    expect((await ask({ environment: {}, home: HOME })).key).toBe('PROFILE')
  })

  it('renews an SSO token that is about to end, and writes it back', async () => {
    const seen: string[] = []
    const { url } = await serve(async (request, response) => {
      let sent = ''
      for await (const piece of request) sent += String(piece)
      seen.push(
        `${request.url?.split('?')[0]} ${request.headers['x-amz-sso_bearer_token'] ?? JSON.parse(sent).refreshToken}`,
      )
      response.setHeader('content-type', 'application/json')
      response.end(
        JSON.stringify(
          request.url === '/token'
            ? { accessToken: 'new-token', expiresIn: 3600, refreshToken: 'next' }
            : {
                roleCredentials: {
                  accessKeyId: 'SSO',
                  secretAccessKey: 's',
                  sessionToken: 't',
                  expiration: Date.parse(end),
                },
              },
        ),
      )
    })
    const file = `.aws/sso/cache/${createHash('sha1').update('renewing').digest('hex')}.json`
    homeWith(
      '[default]\nsso_session = renewing\nsso_account_id = 1\nsso_role_name = Dev\n[sso-session renewing]\nsso_region = us-east-1\nsso_start_url = https://corp.awsapps.com/start\n',
      {
        [file]: JSON.stringify({
          accessToken: 'old-token',
          expiresAt: new Date(Date.now() + 60_000).toISOString(),
          refreshToken: 'first',
          clientId: 'c',
          clientSecret: 's',
          registrationExpiresAt: end,
        }),
      },
      { AWS_ENDPOINT_URL: url },
    )
    expect((await ask()).key).toBe('SSO')
    expect(seen).toEqual(['/token first', '/federation/credentials new-token'])
  })
})
