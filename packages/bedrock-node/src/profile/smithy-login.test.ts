import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { BedrockError } from '@x/bedrock-core'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { homeWith } from '../testing/home.ts'
import { answerAll } from '../testing/recorded.ts'
import { credentialVectors, type LoginCase } from '../testing/vectors.ts'
import { profileCredentials } from './profile-credentials.ts'

const vectors = credentialVectors()
const cases = (vectors?.login ?? []).map((one) => [one.documentation, one] as const)
console.log(`aws login cases of smithy-rs: ${cases.length}`)

const run = async (one: LoginCase) => {
  const cache = '.aws/login/cache'
  const files = Object.entries(one.cacheContents).map(([name, content]) => [
    `${cache}/${name}`,
    JSON.stringify(content),
  ])
  const { HOME = '' } = homeWith(one.configContents, Object.fromEntries(files), { AWS_REGION: 'us-east-1' })
  const directory = join(HOME, cache)
  vi.stubEnv('AWS_LOGIN_CACHE_DIRECTORY', directory)
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2025-11-19T00:00:00Z') })
  onTestFinished(() => {
    vi.useRealTimers()
  })
  const asked = answerAll((_, index) => {
    const call = one.mockApiCalls?.[index]
    return call && { status: call.responseCode ?? 200, answer: JSON.stringify(call.response?.tokenOutput ?? {}) }
  })
  const credentials = await profileCredentials({ profile: 'signin' })().catch((error: unknown) => error)
  return { credentials, asked, directory }
}

/** The files, their times written without fractions. */
const cacheOf = (directory: string): object =>
  Object.fromEntries(
    readdirSync(directory).map((name) => [
      name,
      JSON.parse(readFileSync(join(directory, name), 'utf8').replaceAll('.000Z', 'Z')),
    ]),
  )

describe.skipIf(vectors === undefined)('aws login, as smithy-rs tests it', () => {
  it.each(cases)('%s', async (_, one) => {
    const { credentials, asked, directory } = await run(one)
    for (const { result, accountId: _account, ...outcome } of one.outcomes) {
      if (result === 'error') expect(BedrockError.is(credentials, 'broken-credentials')).toBe(true)
      if (result === 'cacheContents') expect(cacheOf(directory)).toMatchObject(outcome)
      if (result !== 'credentials') continue
      const { expiresAt, ...keys } = outcome
      const { secretAccessKey, sessionToken, accessKeyId, expiration } = Object(credentials)
      expect({ secretAccessKey, sessionToken, accessKeyId }).toEqual(keys)
      expect(expiration).toEqual(new Date(String(expiresAt)))
    }
    expect(asked.map(({ sent }) => JSON.parse(sent))).toEqual(
      (one.mockApiCalls ?? []).map((call) => call.request.tokenInput),
    )
    for (const { headers } of asked) expect(headers.get('dpop')).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/)
  })
})
