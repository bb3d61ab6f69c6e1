import { describe, expect, it } from 'vitest'
import { chain } from '../source/chain.ts'
import { environmentCredentials } from '../source/from-environment.ts'
import type { Provide } from '../source/provide.ts'
import { type ChainCase, chainCases, type Exchange, exchangesOf } from '../test/credential-cases.ts'
import { containerCredentials } from './container.ts'
import { webIdentity } from './web-identity.ts'

/** Why a case cannot be met by sources that know no files: the first reason that fits. */
const reasonToLeaveOut = ({ name, env, files }: ChainCase): string | undefined => {
  if (Object.keys(files).some((file) => file.includes('/.aws/')) && name !== 'prefer_environment')
    return 'reads shared configuration files: Node'
  if (env['AWS_PROFILE'] !== undefined) return 'names a profile: Node'
  return /imds/.test(name) ? 'asks the instance metadata service: Node' : undefined
}

const cases = chainCases()
const applicable = cases.filter((one) => reasonToLeaveOut(one) === undefined)
for (const one of cases) {
  const reason = reasonToLeaveOut(one)
  if (reason !== undefined) console.log(`Credential chain leaves out ${one.name}: ${reason}`)
}
console.log(`Credential chain of smithy-rs: ${applicable.length} of ${cases.length} cases need no Node`)

/** The recorded traffic as a `fetch` that answers in order and keeps what it was asked. */
const recorded = (exchanges: readonly Exchange[]) => {
  const asked: Pick<Exchange, 'uri' | 'method' | 'sent'>[] = []
  const fetch = async (uri: string, init: RequestInit) => {
    const exchange = exchanges[asked.length]
    const sent = init.body instanceof Uint8Array ? new TextDecoder().decode(init.body) : ''
    asked.push({ uri, method: init.method ?? 'GET', sent })
    return exchange === undefined
      ? new Response('', { status: 404 })
      : new Response(exchange.answer, { status: exchange.status })
  }
  return { fetch, asked }
}

/** The chain that `bedrock-node` makes of these, without its files. */
const sourcesOf = ({ env, files }: ChainCase, fetch: ReturnType<typeof recorded>['fetch']) => {
  const readFile = async (path: string): Promise<string> => {
    const text = files[path]
    if (text === undefined) throw new Error('there is no such file')
    return text
  }
  const sources: Provide<Awaited<ReturnType<ReturnType<typeof webIdentity>>> & object>[] = [environmentCredentials(env)]
  const {
    AWS_WEB_IDENTITY_TOKEN_FILE: file,
    AWS_ROLE_ARN: roleArn,
    AWS_ROLE_SESSION_NAME: sessionName,
    AWS_REGION: region,
  } = env
  if (file !== undefined && roleArn !== undefined)
    sources.push(
      webIdentity({
        roleArn,
        token: () => readFile(file),
        fetch,
        ...(sessionName === undefined ? {} : { sessionName }),
        ...(region === undefined ? {} : { region }),
      }),
    )
  sources.push(containerCredentials({ environment: env, readFile, fetch, pause: () => 0 }))
  return chain(...sources)
}

/** Recorded role ARNs were made anonymous in the traffic, not in the input; session names hold the time. */
const comparable = ({ uri, method, sent }: Pick<Exchange, 'uri' | 'method' | 'sent'>) => {
  const { RoleArn: _, ...form } = Object.fromEntries(new URLSearchParams(sent))
  return { uri, method, form }
}

describe.skipIf(cases.length === 0)('credential chain of smithy-rs', () => {
  it.each(applicable.map((one) => [one.name, one] as const))('%s', async (_, one) => {
    const exchanges = exchangesOf(one)
    const { fetch, asked } = recorded(exchanges)
    const outcome = sourcesOf(one, fetch)()
    const { Ok } = one.expected.result
    if (Ok === undefined) {
      await expect(outcome).rejects.toMatchObject({ code: 'broken-credentials' })
    } else {
      const { accessKeyId, secretAccessKey, sessionToken, expiration } = (await outcome) ?? {}
      // The account is not among our words.
      const { account_id: _, ...expected } = Ok
      expect({
        access_key_id: accessKeyId,
        secret_access_key: secretAccessKey,
        session_token: sessionToken,
        expiry: expiration && expiration.getTime() / 1000,
      }).toEqual(expected)
    }
    expect(asked.map(comparable)).toEqual(exchanges.map(comparable))
  })
})
