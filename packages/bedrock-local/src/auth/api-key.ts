import { textOfBase64 } from '../wire/base64.ts'
import { Refusal } from '../wire/refusal.ts'
import type { AuthRules, Caller } from './arrived.ts'
import { identify } from './identify.ts'
import { scopeOf, timeOf } from './scope.ts'
import { signerFor } from './signature.ts'

const longTerm = 'ABSK'
const shortTerm = 'bedrock-api-key-'
/** AWS signs short-term keys for this host, whatever the region. */
const signedHost = 'bedrock.amazonaws.com'

const refuse = (message: string): Refusal => new Refusal('AccessDeniedException', message)
const invalid = (): Refusal => refuse('Authentication failed: Please make sure your API Key is valid.')

/** A short-term key is a presigned URL in base64: its signature is made again and compared. @throws Refusal */
const verifyShortTerm = async (key: string, host: string, rules: AuthRules): Promise<Caller> => {
  const text = textOfBase64(key.slice(shortTerm.length))
  const address = `https://${text ?? ''}`
  if (text === undefined || !URL.canParse(address)) throw invalid()
  const { hostname, searchParams } = new URL(address)
  const said = (name: string): string => searchParams.get(`X-Amz-${name}`) ?? ''
  const time = timeOf(said('Date'))
  const seconds = Number(said('Expires'))
  if (
    hostname !== signedHost ||
    searchParams.get('Action') !== 'CallWithBearerToken' ||
    time === undefined ||
    !(seconds > 0)
  )
    throw invalid()

  const { accessKeyId, region } = scopeOf(said('Credential'), said('Date'), host, rules)
  const identity = identify(accessKeyId, searchParams.get('X-Amz-Security-Token') ?? undefined, rules)
  const again = await signerFor(identity, region).presign(
    {
      method: 'POST',
      protocol: 'https:',
      hostname: signedHost,
      path: '/',
      query: { Action: 'CallWithBearerToken' },
      headers: { host: signedHost },
    },
    { signingDate: new Date(time), expiresIn: seconds },
  )
  if (again.query?.['X-Amz-Signature'] !== said('Signature')) throw invalid()
  if (time + seconds * 1000 <= rules.now) throw refuse('Bearer Token has expired')
  return { identity, region, by: 'short-term-api-key' }
}

/** Checks `Authorization: Bearer …`. @throws Refusal */
export const verifyApiKey = async (key: string, host: string, rules: AuthRules): Promise<Caller> => {
  if (key.startsWith(shortTerm)) return verifyShortTerm(key, host, rules)
  if (!key.startsWith(longTerm)) throw refuse('Invalid API Key format: Must start with pre-defined prefix')
  const identity = rules.identities.find((known) => known.apiKey === key)
  if (identity === undefined) throw invalid()
  return { identity, by: 'api-key' }
}
