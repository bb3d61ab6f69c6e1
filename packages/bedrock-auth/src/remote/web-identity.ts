import type { Credentials } from '../credentials/credentials.ts'
import { absent, found, type Provide } from '../source/provide.ts'
import { askSts, type StsOptions, stsRequest } from './sts.ts'

export interface WebIdentityOptions extends StsOptions {
  /** The role to assume. */
  readonly roleArn: string
  /** The identity provider's token, asked anew each time: of EKS, GitHub Actions, Vercel, a signed-in user. */
  readonly token: Provide<string>
  /** Stands in CloudTrail; default `bedrock-` and the time. */
  readonly sessionName?: string
  /** Seconds, 900 to 43,200 as the role allows; STS's default is an hour. */
  readonly duration?: number
  /** A policy in JSON that narrows the role's. */
  readonly policy?: string
}

/**
 * The credentials of a role for the bearer of an OpenID Connect token, by STS `AssumeRoleWithWebIdentity`: no key is
 * needed, and nothing is signed. Without a token it has nothing.
 */
export const webIdentity = (options: WebIdentityOptions): Provide<Credentials> => {
  const source = `web identity for ${options.roleArn}`
  return async (ask) => {
    const token = (await options.token(ask))?.trim()
    if (token === undefined || token === '') return absent(ask, source, 'there is no token')
    const request = stsRequest(options, {
      Action: 'AssumeRoleWithWebIdentity',
      RoleArn: options.roleArn,
      RoleSessionName: options.sessionName ?? `bedrock-${Date.now()}`,
      WebIdentityToken: token,
      DurationSeconds: options.duration?.toString(),
      Policy: options.policy,
    })
    return found(ask, source, await askSts(source, async () => request, options))
  }
}
