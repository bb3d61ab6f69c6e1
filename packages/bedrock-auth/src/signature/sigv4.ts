import { type Auth, type AuthAnswer, type AuthContext, BedrockError, type HttpRequest } from '@x/bedrock-core'
import type { Credentials } from '../credentials/credentials.ts'
import { type CacheOptions, cached } from '../source/cached.ts'
import { whyNone } from '../source/chain.ts'
import { fixedCredentials } from '../source/fixed.ts'
import type { Note, Provide } from '../source/provide.ts'
import { createClock } from './clock.ts'
import { signatureLife } from './refuse-stale.ts'
import { signBy } from './sign.ts'
import { keepSigners, type SigningManner } from './signer.ts'
import { loadSmithy } from './smithy.ts'

export interface SigV4Options extends CacheOptions, SigningManner {}

export interface SigV4Auth extends Auth {
  readonly observe: (answer: AuthAnswer) => boolean
  /** The service's time as far as known, in milliseconds since 1970. */
  readonly now: () => number
}

const noCredentials = (notes: readonly Note[]): BedrockError<'no-credentials'> =>
  new BedrockError(
    'no-credentials',
    `No AWS credentials were found (${whyNone(notes) || 'the source had none'}). ` +
      'Set AWS_BEARER_TOKEN_BEDROCK, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or pass auth: apiKey(…) or sigv4(…).',
  )

const ended = (expiration: Date): BedrockError<'expired-credentials'> =>
  new BedrockError(
    'expired-credentials',
    `The AWS credentials ended at ${expiration.toISOString()}. Get new ones and try again.`,
  )

/**
 * Signs each attempt anew with AWS Signature Version 4. Credentials are given, or come from a source that is asked once
 * for all who wait, renewed before their end, and asked again when the service says that they have ended. Learns the
 * service's clock from its answers.
 * @throws BedrockError `no-credentials`, `broken-credentials`, `expired-credentials`, `aborted`
 */
export const sigv4 = (source: Credentials | Provide<Credentials>, options: SigV4Options = {}): SigV4Auth => {
  const clock = createClock(options.now ?? Date.now)
  const provide = cached(typeof source === 'function' ? source : fixedCredentials(source), {
    ...options,
    now: clock.now,
  })
  const signerOf = keepSigners(options)
  // Loaded before the first call; a failure is told by that call.
  loadSmithy().catch(() => {})
  let last: Credentials | undefined
  let refused: Credentials | undefined

  const credentialsFor = async (signal: AbortSignal | undefined): Promise<Credentials> => {
    const notes: Note[] = []
    const note = (entry: Note): number => notes.push(entry)
    const credentials = await provide({ note, refused, signal })
    if (credentials === undefined) throw noCredentials(notes)
    if (credentials.expiration !== undefined && credentials.expiration.getTime() <= clock.now())
      throw ended(credentials.expiration)
    last = credentials
    return credentials
  }

  const authorize = async (request: HttpRequest, context: AuthContext): Promise<HttpRequest> => {
    const credentials = await credentialsFor(context.signal)
    const date = new Date(clock.now())
    const { region, service } = context
    const signed = await signBy(await signerOf(credentials, context), request, { region, service, date })
    // A machine that slept while a large body was hashed has a signature that is no longer worth sending.
    return clock.now() - date.getTime() > signatureLife ? authorize(request, context) : signed
  }

  const observe = (answer: AuthAnswer): boolean => {
    clock.learn(answer)
    if (answer.refused === 'expired-credentials') refused = last
    return answer.refused === 'expired-signature' || answer.refused === 'expired-credentials'
  }

  return Object.assign(authorize, { observe, now: clock.now })
}
