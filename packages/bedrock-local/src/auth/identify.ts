import { Refusal } from '../wire/refusal.ts'
import type { AuthRules } from './arrived.ts'
import type { Identity } from './identity.ts'

/** Finds the key pair that signed and checks its session token. @throws Refusal */
export const identify = (accessKeyId: string, sessionToken: string | undefined, rules: AuthRules): Identity => {
  const identity = rules.identities.find(
    (known) => known.accessKeyId === accessKeyId && known.sessionToken === (sessionToken || undefined),
  )
  if (identity === undefined)
    throw new Refusal('UnrecognizedClientException', 'The security token included in the request is invalid.')
  if (identity.expiresAt !== undefined && identity.expiresAt.getTime() <= rules.now)
    // Without a full stop, unlike its sister (recorded).
    throw new Refusal('ExpiredTokenException', 'The security token included in the request is expired')
  return identity
}
