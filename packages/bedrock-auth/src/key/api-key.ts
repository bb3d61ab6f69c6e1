import type { Auth } from '@x/bedrock-core'
import { type Environment, processEnvironment, variable } from '../environment.ts'
import { type CacheOptions, cached } from '../source/cached.ts'
import { absent, broken, found, type Provide } from '../source/provide.ts'
import { bearer, keyVariable } from './bearer.ts'
import { HiddenKey } from './hidden-key.ts'

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

const fromFunction =
  (give: Provide<string>): Provide<HiddenKey> =>
  async (ask) => {
    const text = await give(ask)
    const blank = text === undefined || text.trim() === ''
    return blank ? absent(ask, source, 'the function had none') : found(ask, source, keyOf(text))
  }

const fromText =
  (given: string | undefined, environment: Environment | undefined): Provide<HiddenKey> =>
  async (ask) => {
    if (given !== undefined && given.trim() !== '') return found(ask, source, keyOf(given))
    const text = variable(environment ?? processEnvironment(), keyVariable)
    return text === undefined ? absent(ask, keyVariable, 'is not set') : found(ask, keyVariable, keyOf(text))
  }

/**
 * Authorises by a Bedrock API key: given, from a function, or from `AWS_BEARER_TOKEN_BEDROCK`. Blank counts as absent.
 * A function is asked again before a short-term key ends, and every fifteen minutes for a key that names no end.
 * @throws BedrockError `no-credentials`, `broken-credentials`, `expired-credentials`, `unsupported`
 */
export const apiKey = (key?: string | Provide<string>, options: ApiKeyOptions = {}): Auth =>
  bearer(
    typeof key === 'function' ? cached(fromFunction(key), options) : fromText(key, options.environment),
    options.now,
  )
