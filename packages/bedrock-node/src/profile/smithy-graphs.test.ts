import { createHash } from 'node:crypto'
import { BedrockError } from '@x/bedrock-core'
import { describe, expect, it } from 'vitest'
import { folderWith, homeWith } from '../testing/home.ts'
import { type Asked, answerAll } from '../testing/recorded.ts'
import { credentialVectors, type GraphCase } from '../testing/vectors.ts'
import { profileCredentials } from './profile-credentials.ts'

/** What does not come out as in AWS's Rust SDK, and why. A case that stands here and passes fails the test. */
const deviations: Readonly<Record<string, string>> = {
  '18 infinite loop with static credentials':
    "AWS's JavaScript provider takes the keys of a profile that another names before it looks for a loop",
  '27 SSO token profile selected':
    'an SSO token without account and role is no AWS credentials, and Bedrock takes no such token',
}

const vectors = credentialVectors()
const cases = (vectors?.assumeRole ?? []).map((one, index) => [`${index + 1} ${one.docs}`, one] as const)

const end = '2100-01-01T00:00:00Z'

/** STS, the instance and SSO: each role's credentials carry its name, so that the next call tells who made it. */
const answers = ({ uri, sent }: Asked): string => {
  const form = new URLSearchParams(sent)
  const role = form.get('RoleArn')?.split('/').at(-1)
  if (role !== undefined)
    return `<AccessKeyId>${role}</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>${end}</Expiration>`
  if (uri.endsWith('/api/token')) return 'session'
  if (uri.endsWith('/security-credentials/')) return 'instance-role'
  if (uri.includes('/federation/credentials'))
    return JSON.stringify({
      roleCredentials: { accessKeyId: 'Sso', secretAccessKey: 's', sessionToken: 't', expiration: Date.parse(end) },
    })
  return JSON.stringify({ AccessKeyId: 'Instance', SecretAccessKey: 's', Token: 't', Expiration: end })
}

const keyOf = ({ headers }: Asked): string | undefined =>
  /Credential=([^/]+)/.exec(headers.get('authorization') ?? '')?.[1]

/** What was asked, in the words of the cases. */
const stepOf = (asked: Asked) => {
  const { RoleArn, RoleSessionName, ExternalId, Action, WebIdentityToken } = Object.fromEntries(
    new URLSearchParams(asked.sent),
  )
  const named = RoleSessionName?.startsWith('aws-sdk-js-') ? {} : { role_session_name: RoleSessionName }
  if (Action === 'AssumeRole')
    return {
      by: keyOf(asked),
      AssumeRole: { role_arn: RoleArn, ...named, ...(ExternalId === undefined ? {} : { external_id: ExternalId }) },
    }
  if (Action === 'AssumeRoleWithWebIdentity')
    return { WebIdentityToken: { role_arn: RoleArn, ...named, web_identity_token_file: WebIdentityToken } }
  const { pathname, searchParams } = new URL(asked.uri)
  if (pathname === '/federation/credentials')
    return { Sso: { sso_account_id: searchParams.get('account_id'), sso_role_name: searchParams.get('role_name') } }
  return pathname.endsWith('/api/token') ? { NamedSource: 'Ec2InstanceMetadata' } : undefined
}

const sectionsOf = (kind: string, sections: GraphCase['input']['profiles'], move: (text: string) => string): string =>
  Object.entries(sections)
    .flatMap(([name, keys]) => [
      `[${kind} ${name}]`,
      ...Object.entries(keys).map(([key, text]) => `${key} = ${move(text)}`),
    ])
    .join('\n')

const settle = ({ input }: GraphCase): void => {
  const folder = folderWith({ 'token.jwt': '/var/token.jwt' })
  const move = (text: string): string => text.replace('/var/token.jwt', `${folder}/token.jwt`)
  const sessions = Object.keys(input.sso_sessions ?? {})
  const cached = [...sessions, 'https://foo.bar'].map((name) => [
    `.aws/sso/cache/${createHash('sha1').update(name).digest('hex')}.json`,
    JSON.stringify({ accessToken: 'token', expiresAt: end }),
  ])
  homeWith(
    `${sectionsOf('profile', input.profiles, move)}\n${sectionsOf('sso-session', input.sso_sessions ?? {}, move)}\n`,
    Object.fromEntries(cached),
  )
}

const run = async (one: GraphCase) => {
  settle(one)
  const asked = answerAll((request) => ({ status: 200, answer: answers(request) }))
  try {
    const credentials = await profileCredentials({ profile: one.input.selected_profile })()
    return { steps: asked.flatMap((request) => stepOf(request) ?? []), last: credentials?.accessKeyId }
  } catch (error) {
    return BedrockError.is(error, 'broken-credentials') ? 'refused' : error
  }
}

const roleName = (role: Readonly<Record<string, string>>): string | undefined => role['role_arn']?.split('/').at(-1)

/** The steps that reach the network, each with the key that made it, and the key that comes out. */
const expectedOf = ({ output }: GraphCase) => {
  if (output.ProfileChain === undefined) return 'refused'
  let last: string | undefined
  const steps: unknown[] = []
  for (const { AccessKey, NamedSource, AssumeRole, WebIdentityToken, Sso } of output.ProfileChain) {
    if (AssumeRole !== undefined) steps.push({ by: last, AssumeRole })
    if (NamedSource !== undefined) steps.push({ NamedSource })
    if (WebIdentityToken !== undefined) steps.push({ WebIdentityToken })
    if (Sso !== undefined)
      steps.push({ Sso: { sso_account_id: Sso['sso_account_id'], sso_role_name: Sso['sso_role_name'] } })
    const role = AssumeRole ?? WebIdentityToken
    last = AccessKey?.access_key_id ?? (role && roleName(role)) ?? (Sso === undefined ? 'Instance' : 'Sso')
  }
  return { steps, last }
}

const deviating = cases.filter(([name]) => name in deviations)
for (const [name] of deviating) console.log(`Profile graphs deviate in ${name}: ${deviations[name]}`)
console.log(`Profile graphs of smithy-rs: ${cases.length - deviating.length} of ${cases.length} come out the same`)

describe.skipIf(vectors === undefined)('profile graphs of smithy-rs', () => {
  it.each(cases)('%s', async (name, one) => {
    const outcome = await run(one)
    if (name in deviations) expect(outcome).not.toEqual(expectedOf(one))
    else expect(outcome).toEqual(expectedOf(one))
  })

  it('lists no deviation that is none of the cases', () => {
    expect(deviating.map(([name]) => name).sort()).toEqual(Object.keys(deviations).sort())
  })
})
