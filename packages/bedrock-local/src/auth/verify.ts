import { Refusal } from '../wire/refusal.ts'
import { verifyApiKey } from './api-key.ts'
import type { Arrived, AuthRules, Caller } from './arrived.ts'
import { isPresigned, verifyPresigned } from './presigned.ts'
import { verifySignature } from './signature.ts'

/** Lets a caller in, or refuses as AWS does. @throws Refusal */
export const verify = async (arrived: Arrived, rules: AuthRules): Promise<Caller> => {
  const authorization = arrived.headers.get('authorization')
  if (authorization === null && isPresigned(arrived.url)) return verifyPresigned(arrived, rules)
  if (authorization === null) throw new Refusal('MissingAuthenticationTokenException', 'Missing Authentication Token')
  if (authorization.startsWith('AWS4-HMAC-SHA256')) return verifySignature(arrived, authorization, rules)
  const bearer = /^Bearer +(\S+)$/i.exec(authorization)?.[1]
  if (bearer !== undefined) return verifyApiKey(bearer, arrived.url.hostname, rules)
  throw new Refusal(
    'IncompleteSignatureException',
    `Unsupported authorization type '${authorization.split(' ', 1)[0]}'.`,
  )
}
