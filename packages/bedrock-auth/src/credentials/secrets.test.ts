import { inspect } from 'node:util'
import { BedrockError } from '@x/bedrock-core'
import { describe, expect, it } from 'vitest'
import { apiKey } from '../key/api-key.ts'
import { mintedApiKey } from '../key/minted-key.ts'
import { assumeRole } from '../remote/assume-role.ts'
import { containerCredentials } from '../remote/container.ts'
import { webIdentity } from '../remote/web-identity.ts'
import { fromEnv, resolveAuth } from '../resolve-auth.ts'
import { sigv4 } from '../signature/sigv4.ts'
import { cached } from '../source/cached.ts'
import { chain } from '../source/chain.ts'
import { fixedCredentials } from '../source/fixed.ts'
import { environmentCredentials } from '../source/from-environment.ts'
import type { Note } from '../source/provide.ts'
import { context, request } from '../test/requests.ts'
import { hideSecrets } from './credentials.ts'

const secretAccessKey = 'hush-wJalrXUtnFEMI'
const sessionToken = 'hush-session-token'
const key = 'ABSKhushkey'
const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey, sessionToken, expiration: new Date(0) }
const environment = {
  AWS_ACCESS_KEY_ID: 'AKID',
  AWS_SECRET_ACCESS_KEY: secretAccessKey,
  AWS_SESSION_TOKEN: sessionToken,
}

/** Everything a log, a crash report or a snapshot could show of a value: its properties, symbols, causes. */
const shown = (value: unknown, seen = new Set<unknown>()): string => {
  if (typeof value === 'string') return value
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value)) return ''
  seen.add(value)
  const properties = Object.values(Object.getOwnPropertyDescriptors(value)).map((property) =>
    shown(property.value, seen),
  )
  const spread = JSON.stringify({ ...value })
  const printed = inspect(value, { depth: 20, showHidden: true, getters: false })
  return [printed, JSON.stringify(value), String(value), spread, ...properties].join('\n')
}

const failureOf = async (work: Promise<unknown>): Promise<BedrockError> => {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!BedrockError.is(error)) throw new Error('Expected a BedrockError.', { cause: error })
  return error
}

const used = async <A extends (...given: [ReturnType<typeof request>, typeof context]) => Promise<unknown>>(
  auth: A,
): Promise<A> => {
  await auth(request(), context).catch(() => undefined)
  return auth
}

const notesOf = async (): Promise<Note[]> => {
  const notes: Note[] = []
  await chain(environmentCredentials(environment))({ note: (note) => notes.push(note) })
  return notes
}

const stsAnswer = `<AccessKeyId>ASIA</AccessKeyId><SecretAccessKey>${secretAccessKey}</SecretAccessKey><SessionToken>${sessionToken}</SessionToken>`
const roleArn = 'arn:aws:iam::123456789012:role/bedrock'
const answering = (text: string, status = 200) => ({ fetch: async () => new Response(text, { status }), attempts: 1 })
const container = {
  environment: {
    AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://localhost/',
    AWS_CONTAINER_AUTHORIZATION_TOKEN: sessionToken,
  },
}

const evil = `${key}\r\nx-evil: 1`
const objects: readonly (readonly [string, () => unknown])[] = [
  ['hidden credentials', () => hideSecrets(credentials)],
  ['credentials from code', () => fixedCredentials(credentials)()],
  ['credentials from the environment', () => environmentCredentials(environment)()],
  ['credentials from a cache', () => cached(environmentCredentials(environment))()],
  ['notes', notesOf],
  ['apiKey', () => used(apiKey(key))],
  ['apiKey from a function', () => used(apiKey(async () => key))],
  ['sigv4', () => used(sigv4(credentials))],
  ['mintedApiKey', () => used(mintedApiKey({ ...credentials, expiration: undefined }))],
  ['resolveAuth', () => used(resolveAuth({ apiKey: key, secretAccessKey }))],
  ['fromEnv', () => used(fromEnv({ ...environment, AWS_BEARER_TOKEN_BEDROCK: key }))],
  [
    'an assumed role',
    () => assumeRole({ roleArn, credentials: { ...credentials, expiration: undefined }, ...answering(stsAnswer) })(),
  ],
  [
    'a refused role',
    () =>
      failureOf(
        assumeRole({ roleArn, credentials: { ...credentials, expiration: undefined }, ...answering('', 403) })(),
      ),
  ],
  [
    'half an answer',
    () =>
      failureOf(
        webIdentity({ roleArn, token: async () => sessionToken, ...answering(stsAnswer.replace('ASIA', '')) })(),
      ),
  ],
  ['a container that refuses', () => failureOf(containerCredentials({ ...container, ...answering(stsAnswer, 400) })())],
  ['ended credentials', () => failureOf(sigv4(credentials)(request(), context))],
  ['a broken key', () => failureOf(apiKey(evil)(request(), context))],
  ['half a pair', () => failureOf(resolveAuth({ secretAccessKey })(request(), context))],
  ['no credentials', () => failureOf(fromEnv({ AWS_SECRET_ACCESS_KEY: secretAccessKey })(request(), context))],
]

describe('nothing secret shows', () => {
  it('the walk finds a secret where there is one', () => {
    expect(shown(new Error('outer', { cause: { deep: [credentials] } }))).toContain('hush')
  })

  it.each(objects)('%s', async (_, make) => {
    const text = shown(await make())
    expect(text).not.toBe('')
    expect(text).not.toContain('hush')
  })

  it('the credentials still work, and say who they are', () => {
    const hidden = hideSecrets(credentials)
    expect([hidden.secretAccessKey, hidden.sessionToken]).toEqual([secretAccessKey, sessionToken])
    expect(inspect(hidden)).toBe('credentials AKIDEXAMPLE (secret hidden)')
    expect(JSON.parse(JSON.stringify(hidden))).toEqual({
      accessKeyId: 'AKIDEXAMPLE',
      expiration: '1970-01-01T00:00:00.000Z',
    })
  })
})
