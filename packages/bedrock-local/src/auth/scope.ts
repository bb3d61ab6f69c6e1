import { Refusal } from '../wire/refusal.ts'
import type { AuthRules } from './arrived.ts'

const service = 'bedrock'
const terminator = 'aws4_request'
const toleranceMs = 5 * 60_000

const refuse = (message: string): Refusal => new Refusal('InvalidSignatureException', message)

/** `20251102T171419Z`, the way AWS prints times in these messages. */
const printed = (time: number): string => `${new Date(time).toISOString().replace(/[-:]|\.\d+/g, '')}`

/** The time that `20251102T171419Z` says, or undefined. */
export const timeOf = (date: string): number | undefined => {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date)
  if (parts === null) return undefined
  const [, year, month, day, hour, minute, second] = parts
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  return Number.isNaN(time) ? undefined : time
}

/** A credential's four parts after the key id. */
export interface Scope {
  readonly accessKeyId: string
  readonly day: string
  readonly region: string
}

const regionForm = /^[a-z]{2,}(-[a-z]+)+-\d+$/

/** The region that an AWS host name says: `bedrock-runtime.eu-west-1.amazonaws.com`; the control plane and agents likewise. */
export const regionOfHost = (host: string): string | undefined =>
  /^bedrock(?:-runtime|-agent-runtime)?(?:-fips)?\.([a-z0-9-]+)\.(?:amazonaws\.|api\.)/.exec(host)?.[1]

/**
 * Reads and checks `key/20251102/us-east-1/bedrock/aws4_request`; all that is wrong is said at once, as AWS does.
 * @throws Refusal
 */
export const scopeOf = (credential: string, date: string, host: string, rules: AuthRules): Scope => {
  const [end = '', named = '', region = '', day = '', ...key] = credential.split('/').reverse()
  const expected = rules.region ?? regionOfHost(host)
  const wrong: readonly (readonly [boolean, string])[] = [
    [end !== terminator, `Credential should be scoped with a valid terminator: '${terminator}'.`],
    [
      expected === undefined ? !regionForm.test(region) : region !== expected,
      'Credential should be scoped to a valid region.',
    ],
    [named !== service, `Credential should be scoped to correct service: '${service}'.`],
    [
      day !== date.slice(0, 8),
      `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${day}' != '${date.slice(0, 8)}', from '${date}'.`,
    ],
  ]
  const said = wrong.flatMap(([isWrong, message]) => (isWrong ? [message] : []))
  if (said.length > 0) throw refuse(`${said.join(' ')} `)
  return { accessKeyId: key.reverse().join('/'), day, region }
}

/** The refusal of a request that came too late. Recorded word for word, for five minutes. */
export const expired = (date: string, now: number, lifeMs: number): Refusal =>
  refuse(
    `Signature expired: ${date} is now earlier than ${printed(now - lifeMs)} (${printed(now)} - ${lifeMs / 60_000} min.)`,
  )

/** A date must be well formed and no more than five minutes ahead. @throws Refusal */
export const checkNotAhead = (date: string, now: number): number => {
  const time = timeOf(date)
  if (time === undefined) throw refuse(`Date must be in ISO-8601 'basic format'. Got '${date}'.`)
  if (time > now + toleranceMs)
    throw refuse(
      `Signature not yet current: ${date} is still later than ${printed(now + toleranceMs)} (${printed(now)} + 5 min.)`,
    )
  return time
}

/** A request must arrive within five minutes of its date. @throws Refusal */
export const checkFresh = (date: string, now: number): void => {
  if (checkNotAhead(date, now) < now - toleranceMs) throw expired(date, now, toleranceMs)
}
