import { describe, expect, it } from 'vitest'
import { chain, whyNone } from './chain.ts'
import { environmentCredentials } from './from-environment.ts'
import { broken, type Note, type Provide } from './provide.ts'

const nothing: Provide<string> = async () => undefined
const something: Provide<string> = async () => 'value'
const failing: Provide<string> = async () => {
  throw broken('profile', 'the token has ended.', 'Run aws sso login.')
}

const heard = async (source: Provide<unknown>) => {
  const notes: Note[] = []
  const value = await source({ note: (note) => notes.push(note) }).catch((error: unknown) => error)
  return { value, notes }
}

describe('chain', () => {
  it('takes the first that has something', async () => {
    const { value, notes } = await heard(chain(nothing, something, failing))
    expect(value).toBe('value')
    expect(notes.map(({ source, outcome }) => [source, outcome])).toEqual([
      ['nothing', 'absent'],
      ['something', 'found'],
    ])
  })

  it('stops at what is configured but broken', async () => {
    const { value, notes } = await heard(chain(nothing, failing, something))
    expect(value).toMatchObject({
      code: 'broken-credentials',
      message: 'profile: the token has ended. Run aws sso login.',
    })
    expect(notes.at(-1)).toMatchObject({ source: 'failing', outcome: 'broken' })
  })

  it('keeps why each said no, through chains of chains', async () => {
    const { value, notes } = await heard(chain<unknown>(chain<unknown>(environmentCredentials({})), nothing))
    expect(value).toBeUndefined()
    expect(whyNone(notes)).toBe('environment variables: AWS_ACCESS_KEY_ID is not set; nothing: nothing configured')
  })
})

describe('environmentCredentials', () => {
  const pair = { AWS_ACCESS_KEY_ID: 'AKID', AWS_SECRET_ACCESS_KEY: 'secret' }

  it('reads the end', async () => {
    const credentials = await environmentCredentials({ ...pair, AWS_CREDENTIAL_EXPIRATION: '2030-01-31T12:00:00Z' })()
    expect(credentials?.expiration).toEqual(new Date('2030-01-31T12:00:00Z'))
  })

  it('refuses an end that is no date', async () => {
    await expect(environmentCredentials({ ...pair, AWS_CREDENTIAL_EXPIRATION: 'soon' })()).rejects.toMatchObject({
      code: 'broken-credentials',
    })
  })
})
