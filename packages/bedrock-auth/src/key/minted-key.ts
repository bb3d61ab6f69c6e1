import type { Auth, AuthContext, HttpRequest } from '@x/bedrock-core'
import type { Credentials } from '../credentials/credentials.ts'
import { type CacheOptions, cached } from '../source/cached.ts'
import { fixedCredentials } from '../source/fixed.ts'
import type { Provide } from '../source/provide.ts'
import { bearer } from './bearer.ts'
import { HiddenKey } from './hidden-key.ts'
import { longestKeyLife, mintApiKey } from './mint.ts'

export interface MintedKeyOptions extends CacheOptions {
  /** Seconds each key lives, 1 to 43,200; default twelve hours, less if the credentials end sooner. */
  readonly expiresIn?: number
}

const secondsLeft = (credentials: Credentials, now: number): number =>
  credentials.expiration === undefined ? longestKeyLife : Math.ceil((credentials.expiration.getTime() - now) / 1000)

/**
 * Authorises by short-term API keys minted from credentials: one for each region, kept and renewed before its end. A
 * key carries no time of signing per request, so slow uploads and queues cannot outlive a signature.
 * @throws BedrockError `no-credentials`, `broken-credentials`, `expired-credentials`, `invalid-argument`
 */
export const mintedApiKey = (source: Credentials | Provide<Credentials>, options: MintedKeyOptions = {}): Auth => {
  const { expiresIn = longestKeyLife, now = Date.now } = options
  const credentialsFrom = cached(typeof source === 'function' ? source : fixedCredentials(source), options)

  const keysFor = (region: string): Auth => {
    const mint: Provide<HiddenKey> = async (ask) => {
      const credentials = await credentialsFrom(ask)
      if (credentials === undefined) return undefined
      const life = Math.max(1, Math.min(expiresIn, secondsLeft(credentials, now())))
      return new HiddenKey(await mintApiKey(credentials, { region, expiresIn: life, date: new Date(now()) }))
    }
    return bearer(cached(mint, options), now)
  }

  const regions = new Map<string, Auth>()
  return (request: HttpRequest, context: AuthContext): Promise<HttpRequest> => {
    const known = regions.get(context.region) ?? keysFor(context.region)
    regions.set(context.region, known)
    return known(request, context)
  }
}
