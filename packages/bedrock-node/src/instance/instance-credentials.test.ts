import type { Note } from '@x/bedrock-auth'
import { expect, it } from 'vitest'
import { serve } from '../testing/serve.ts'
import { instanceCredentials } from './instance-credentials.ts'

const role = 'meta-data/iam/security-credentials/'
const start = Date.parse('2030-01-01T00:00:00Z')

interface State {
  now: number
  /** Answers by path; a number is a status without a body. */
  answers: Record<string, string | number>
}

const told = (key: string, expiration: string): string =>
  JSON.stringify({ Code: 'Success', AccessKeyId: key, SecretAccessKey: 'hush', Token: 'hush', Expiration: expiration })

/** An instance metadata service on this machine, and a source that asks it. */
const instance = async (answers: State['answers'] = {}) => {
  const good = { 'api/token': 'session', [role]: 'worker', [`${role}worker`]: told('ASIA1', '2030-01-01T06:00:00Z') }
  const state: State = { now: start, answers: { ...good, ...answers } }
  const seen: string[] = []
  const { url } = await serve((request, response) => {
    const path = request.url?.replace('/latest/', '') ?? ''
    const answer = state.answers[path] ?? 404
    seen.push(`${request.method} ${path}`)
    const entitled = path === 'api/token' || request.headers['x-aws-ec2-metadata-token'] === 'session'
    response.statusCode = !entitled ? 401 : typeof answer === 'number' ? answer : 200
    response.end(typeof answer === 'string' ? answer : '')
  })
  const provide = instanceCredentials({
    environment: { AWS_EC2_METADATA_SERVICE_ENDPOINT: url },
    now: () => state.now,
    random: () => 0,
    pause: () => 0,
  })
  const notes: Note[] = []
  return { state, seen, notes, ask: () => provide({ note: (note) => notes.push(note) }) }
}

it('gives the credentials of the role, by a session', async () => {
  const { ask, seen } = await instance()
  const { accessKeyId, secretAccessKey, sessionToken, expiration } = (await ask()) ?? {}
  expect([accessKeyId, secretAccessKey, sessionToken]).toEqual(['ASIA1', 'hush', 'hush'])
  expect(expiration).toEqual(new Date('2030-01-01T06:00:00Z'))
  expect(seen).toEqual(['PUT api/token', `GET ${role}`, `GET ${role}worker`])
})

it.each<[string, State['answers'], RegExp]>([
  ['has no role', { [role]: 404 }, /the instance has no role/],
  ['names no role', { [role]: '' }, /the instance has no role/],
  ['has the service turned off', { 'api/token': 403 }, /turned off/],
  ['is no instance', { 'api/token': 404 }, /no metadata service/],
])('is absent, and says why, when the machine %s', async (_, answers, reason) => {
  const { ask, notes } = await instance(answers)
  expect(await ask()).toBeUndefined()
  expect(notes).toEqual([{ source: 'instance metadata', outcome: 'absent', reason: expect.stringMatching(reason) }])
})

it('never asks without a session', async () => {
  const { ask, seen } = await instance({ 'api/token': 403 })
  await ask()
  expect(seen).toEqual(['PUT api/token'])
})

it.each<[string, State['answers'], RegExp]>([
  ['refuses the session', { 'api/token': 400 }, /HTTP 400 when asked for a session token/],
  ['fails and stays so', { [role]: 503 }, /HTTP 503/],
  ['speaks no JSON', { [`${role}worker`]: '<html>' }, /holds no credentials/],
  [
    'cannot assume its role',
    { [`${role}worker`]: '{"Code":"AssumeRoleUnauthorizedAccess"}' },
    /AssumeRoleUnauthorizedAccess/,
  ],
])('is broken when the service %s', async (_, answers, message) => {
  const { ask } = await instance(answers)
  const failure = expect.objectContaining({ code: 'broken-credentials', message: expect.stringMatching(message) })
  await expect(ask()).rejects.toEqual(failure)
})

it('stretches what has ended while nothing newer comes, and takes the newer when it does', async () => {
  const { ask, state } = await instance()
  const first = await ask()
  state.now = start + 6 * 3_600_000
  const stale = await ask()
  expect([stale?.accessKeyId, stale?.expiration]).toEqual(['ASIA1', new Date('2030-01-01T06:05:00Z')])
  expect(stale?.secretAccessKey).toBe(first?.secretAccessKey)
  state.answers['api/token'] = 503
  expect((await ask())?.accessKeyId).toBe('ASIA1')
  state.answers['api/token'] = 'session'
  state.answers[`${role}worker`] = told('ASIA2', '2030-01-01T12:00:00Z')
  expect(await ask()).toMatchObject({ accessKeyId: 'ASIA2', expiration: new Date('2030-01-01T12:00:00Z') })
})

it('leaves a failed renewal to whoever keeps the last ones, while those hold', async () => {
  const { ask, state } = await instance()
  await ask()
  state.answers['api/token'] = 503
  await expect(ask()).rejects.toMatchObject({ code: 'broken-credentials' })
})
