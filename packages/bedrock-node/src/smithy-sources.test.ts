import type { Credentials, Provide } from '@x/bedrock-auth'
import { BedrockError } from '@x/bedrock-core'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { nodeChain } from './node-chain.ts'
import { profileCredentials } from './profile/profile-credentials.ts'
import { folderWith, processEnvironment } from './testing/home.ts'
import { type Asked, answerAll } from './testing/recorded.ts'
import { credentialVectors, type Exchange, exchangesOf, type SourceCase } from './testing/vectors.ts'

/** What does not come out as in AWS's Rust SDK, and why. A case that stands here and passes fails the test. */
const plainHttp = 'an endpoint over plain http is refused unless it is on this machine: what is sent proves an identity'
const deviations: Readonly<Record<string, string>> = {
  'chain profile_static_keys_case_insensitive':
    "AWS's JavaScript parser, which is used here, does not fold the case of keys",
  'chain sso_server_error': "AWS's JavaScript client asks SSO once more after HTTP 503; the outcome is the same",
  'profile assume_role_override_global_env_url': plainHttp,
  'profile assume_role_override_global_profile_url': plainHttp,
  'profile assume_role_override_service_env_url': plainHttp,
  'profile assume_role_override_service_profile_url': plainHttp,
}

const vectors = credentialVectors()
const cases = [
  ...(vectors?.chain ?? []).map((one) => [`chain ${one.name}`, one, nodeChain] as const),
  ...(vectors?.profile ?? []).map((one) => [`profile ${one.name}`, one, profileCredentials] as const),
]

/** The case's files in a folder of this machine, and its environment as the process's: AWS's providers read that. */
const settle = ({ files, env }: SourceCase): void => {
  const folder = folderWith({})
  const moved = (text: string): string => text.replaceAll('/token.jwt', `${folder}/token.jwt`)
  folderWith(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, moved(text)])), folder)
  const variables = Object.entries(env).map(([name, text]) => [name, moved(text)])
  processEnvironment({ ...Object.fromEntries(variables), HOME: `${folder}/home` })
}

/** The recordings' credentials ended long ago. */
const stopClock = (): void => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2009-01-01T00:00:00Z') })
  onTestFinished(() => {
    vi.useRealTimers()
  })
}

/** Recorded ARNs and tokens were made anonymous in the traffic, not in the input; session names hold the time. */
const comparable = ({ uri, method, sent }: Pick<Exchange | Asked, 'uri' | 'method' | 'sent'>) => {
  const form = new URLSearchParams(sent)
  for (const name of ['RoleArn', 'RoleSessionName', 'DurationSeconds', 'WebIdentityToken']) form.delete(name)
  const { origin, pathname, searchParams } = new URL(uri)
  searchParams.sort()
  return { method, url: `${origin}${pathname}?${searchParams}`, form: Object.fromEntries(form) }
}

const outcomeOf = async (provide: Provide<Credentials>) => {
  try {
    const credentials = await provide()
    if (credentials === undefined) return 'none'
    const { accessKeyId, secretAccessKey, sessionToken, expiration } = credentials
    return {
      access_key_id: accessKeyId,
      secret_access_key: secretAccessKey,
      session_token: sessionToken,
      expiry: expiration && expiration.getTime() / 1000,
    }
  } catch (error) {
    // Errors are worded in Rust's way there: that there is one, of ours, is what counts.
    return BedrockError.is(error) ? 'none' : error
  }
}

const expectedOf = ({ expected }: SourceCase) => {
  if (expected.result.Ok === undefined) return 'none'
  // The account is not among our words.
  const { account_id: _, session_token, expiry, ...keys } = expected.result.Ok
  return { ...keys, session_token, expiry }
}

const run = async (one: SourceCase, source: () => Provide<Credentials>) => {
  settle(one)
  stopClock()
  const exchanges = exchangesOf(one)
  const asked = answerAll((_, index) => exchanges[index])
  const outcome = await outcomeOf(source())
  return {
    got: { outcome, asked: asked.map(comparable) },
    expected: { outcome: expectedOf(one), asked: exchanges.map(comparable) },
  }
}

const deviating = cases.filter(([name]) => name in deviations)
for (const [name] of deviating) console.log(`Credential sources deviate in ${name}: ${deviations[name]}`)
console.log(
  `Credential sources of smithy-rs: ${cases.length - deviating.length} of ${cases.length} cases come out the same`,
)

describe.skipIf(vectors === undefined)('credential sources of smithy-rs', () => {
  it.each(cases)('%s', async (name, one, source) => {
    const { got, expected } = await run(one, source)
    if (name in deviations) expect(got).not.toEqual(expected)
    else expect(got).toEqual(expected)
  })

  it('lists no deviation that is none of the cases', () => {
    expect(deviating.map(([name]) => name).sort()).toEqual(Object.keys(deviations).sort())
  })
})
