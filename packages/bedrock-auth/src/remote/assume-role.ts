import type { BedrockErrorCode } from '@x/bedrock-core'
import type { Credentials } from '../credentials/credentials.ts'
import { sigv4 } from '../signature/sigv4.ts'
import { found, type Provide } from '../source/provide.ts'
import { askSts, type StsOptions, stsRegion, stsRequest } from './sts.ts'

export interface AssumeRoleOptions extends StsOptions {
  /** The role to assume. */
  readonly roleArn: string
  /** Who assumes the role. */
  readonly credentials: Credentials | Provide<Credentials>
  /** Stands in CloudTrail; default `bedrock-` and the time. */
  readonly sessionName?: string
  /** What the role’s owner agreed on with whoever assumes it. */
  readonly externalId?: string
  /** Seconds, 900 to 43,200 as the role allows; STS's default is an hour. */
  readonly duration?: number
  /** A policy in JSON that narrows the role's. */
  readonly policy?: string
  /** ARNs of managed policies that narrow the role’s. */
  readonly policyArns?: readonly string[]
  /** Tags of the session, by key. */
  readonly tags?: Readonly<Record<string, string>>
  /** Keys of tags that sessions of further roles keep. */
  readonly transitiveTagKeys?: readonly string[]
  /** Who is behind the session, for CloudTrail; further roles keep it. */
  readonly sourceIdentity?: string
  /** The device's serial number or ARN, and who asks the user for its code. */
  readonly mfa?: { readonly serialNumber: string; readonly code: (serialNumber: string) => Promise<string> }
  /** Milliseconds since 1970. Default `Date.now`. */
  readonly now?: () => number
}

/** STS's names for a signature whose time is wrong. */
const wrongTime = (name: string | undefined, text: string): BedrockErrorCode | undefined => {
  if (name === 'SignatureDoesNotMatch' && /Signature (expired|not yet current)/.test(text)) return 'expired-signature'
  return name === 'ExpiredToken' ? 'expired-credentials' : undefined
}

/** `PolicyArns.member.1.arn`: the query protocol's way to write lists. */
const members = (prefix: string, values: readonly string[], suffix = ''): Record<string, string> =>
  Object.fromEntries(values.map((value, index) => [`${prefix}.member.${index + 1}${suffix}`, value]))

const listsOf = ({
  policyArns = [],
  tags = {},
  transitiveTagKeys = [],
}: AssumeRoleOptions): Record<string, string> => ({
  ...members('PolicyArns', policyArns, '.arn'),
  ...members('Tags', Object.keys(tags), '.Key'),
  ...members('Tags', Object.values(tags), '.Value'),
  ...members('TransitiveTagKeys', transitiveTagKeys),
})

/**
 * The credentials of an assumed role, by STS `AssumeRole`, signed by whoever assumes it. Roles chain: pass one
 * `assumeRole(…)` as the credentials of the next. Asks STS at each call: put it in `sigv4` or `cached`.
 */
export const assumeRole = (options: AssumeRoleOptions): Provide<Credentials> => {
  const { roleArn, credentials, mfa, now = Date.now } = options
  const source = `role ${roleArn}`
  const auth = sigv4(credentials, { now })
  return async (ask) => {
    const code = mfa === undefined ? undefined : (await mfa.code(mfa.serialNumber)).trim()
    const unsigned = stsRequest(options, {
      Action: 'AssumeRole',
      RoleArn: roleArn,
      RoleSessionName: options.sessionName ?? `bedrock-${now()}`,
      DurationSeconds: options.duration?.toString(),
      ExternalId: options.externalId,
      Policy: options.policy,
      SourceIdentity: options.sourceIdentity,
      SerialNumber: mfa?.serialNumber,
      TokenCode: code,
      ...listsOf(options),
    })
    const signal = ask?.signal === undefined ? {} : { signal: ask.signal }
    const make = () =>
      auth(unsigned, { region: stsRegion(options), service: 'sts', operation: 'AssumeRole', ...signal })
    const assumed = await askSts(source, make, options, (answer, name) => {
      const refused = wrongTime(name, answer.text)
      return auth.observe({ ...answer, ...(refused === undefined ? {} : { refused }) })
    })
    return found(ask, source, assumed)
  }
}
