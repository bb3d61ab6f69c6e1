import { BedrockError } from '@x/bedrock-core'
import type { Credentials } from '../credentials/credentials.ts'
import { createSigner } from '../signature/signer.ts'
import { shortTermPrefix } from './read-key.ts'

/** Seconds: twelve hours, the longest that AWS allows. */
export const longestKeyLife = 43_200

export interface MintOptions {
  /** The one region where the key will be valid. */
  readonly region: string
  /** Seconds from 1 to 43,200 (twelve hours, the default). The key ends with its credentials if they end sooner. */
  readonly expiresIn?: number
  /** Default: now. */
  readonly date?: Date
}

const host = 'bedrock.amazonaws.com'

/** As `encodeURIComponent`, and also what SigV4 wants encoded. */
const escaped = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)

/**
 * Makes a short-term Bedrock API key from credentials, without the network: the presigned request by which AWS's own
 * token generator (1.1.0) makes it, the same string for the same second. It may do what its credentials may.
 * @throws BedrockError `invalid-argument` for a life out of bounds
 */
export const mintApiKey = async (credentials: Credentials, options: MintOptions): Promise<string> => {
  const { region, expiresIn = longestKeyLife, date = new Date() } = options
  if (!Number.isInteger(expiresIn) || expiresIn < 1 || expiresIn > longestKeyLife)
    throw new BedrockError(
      'invalid-argument',
      `A Bedrock API key cannot live ${expiresIn} seconds. Pass a whole number from 1 to ${longestKeyLife}.`,
    )
  const signer = await createSigner(credentials, { region, service: 'bedrock' })
  const { query = {} } = await signer.presign(
    {
      method: 'POST',
      protocol: 'https:',
      hostname: host,
      path: '/',
      query: { Action: 'CallWithBearerToken' },
      headers: { host },
    },
    { signingDate: date, expiresIn },
  )
  const parameters = Object.keys(query)
    .sort()
    .map((name) => `${escaped(name)}=${escaped(String(query[name]))}`)
  // The version is added after signing and is not signed.
  return `${shortTermPrefix}${btoa(`${host}/?${parameters.join('&')}&Version=1`)}`
}
