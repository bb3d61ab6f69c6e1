import { type Auth, type AuthContext, BedrockError, type HttpRequest } from '@x/bedrock-core'
import { type Environment, processEnvironment, variable } from '../environment.ts'
import { cleanHeaders } from '../signature/clean-headers.ts'
import { type CacheOptions, cached } from '../source/cached.ts'
import { type Ask, absent, broken, found, type Provide } from '../source/provide.ts'
import { HiddenKey } from './hidden-key.ts'
import { refuseWhatKeysCannot } from './refusals.ts'

export const keyVariable = 'AWS_BEARER_TOKEN_BEDROCK'

export interface ApiKeyOptions extends CacheOptions {
  /** Default: the process's, read when a request is sent. */
  readonly environment?: Environment
}

const source = 'API key'

const keyOf = (text: string): HiddenKey => {
  const key = text.trim()
  if (/^(AKIA|ASIA)[A-Z0-9]{16}$/.test(key))
    throw broken(
      source,
      'this is an AWS access key id.',
      'Pass it to sigv4(…) together with its secret, or use a Bedrock API key.',
    )
  // A header holds visible ASCII; anything else is a key cut from a page with what stood around it.
  if (!/^[\x21-\x7e]+$/.test(key))
    throw broken(
      source,
      'it holds spaces or characters that no key has.',
      'Copy the key again, without quotes or line breaks.',
    )
  return new HiddenKey(key)
}

const askKey = async (
  given: string | Provide<string> | undefined,
  options: ApiKeyOptions,
  ask?: Ask,
): Promise<HiddenKey | undefined> => {
  const explicit = typeof given === 'function' ? await given(ask) : given
  if (explicit !== undefined && explicit.trim() !== '') return found(ask, source, keyOf(explicit))
  if (typeof given === 'function') return absent(ask, source, 'the function had none')
  const text = variable(options.environment ?? processEnvironment(), keyVariable)
  return text === undefined ? absent(ask, keyVariable, 'is not set') : found(ask, keyVariable, keyOf(text))
}

/** Authorises by a source of keys: kept, renewed before a short-term key's end, refused once it has ended. */
export const bearer = (provide: Provide<HiddenKey>, options: CacheOptions): Auth => {
  const keys = cached(provide, options)
  return async (request: HttpRequest, context: AuthContext): Promise<HttpRequest> => {
    const key = await keys(context.signal === undefined ? {} : { signal: context.signal })
    if (key === undefined)
      throw new BedrockError('no-credentials', `No Bedrock API key was found. Pass apiKey('…') or set ${keyVariable}.`)
    refuseWhatKeysCannot(key, request, context, (options.now ?? Date.now)())
    return { ...request, headers: { ...cleanHeaders(request.headers), authorization: key.authorization } }
  }
}

/**
 * Authorises by a Bedrock API key: given, from a function, or from `AWS_BEARER_TOKEN_BEDROCK`. Blank counts as absent.
 * A function is asked again before a short-term key ends, and every fifteen minutes for a key that names no end.
 * @throws BedrockError `no-credentials`, `broken-credentials`, `expired-credentials`, `unsupported`
 */
export const apiKey = (key?: string | Provide<string>, options: ApiKeyOptions = {}): Auth =>
  bearer((ask) => askKey(key, options, ask), options)
