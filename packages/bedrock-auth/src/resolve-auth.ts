import type { Auth, AuthAnswer, AuthContext, HttpRequest } from '@x/bedrock-core'
import type { Credentials } from './credentials/credentials.ts'
import { type Environment, processEnvironment, variable } from './environment.ts'
import { apiKey } from './key/api-key.ts'
import { keyVariable } from './key/bearer.ts'
import { sigv4 } from './signature/sigv4.ts'
import type { CacheOptions } from './source/cached.ts'
import { chain } from './source/chain.ts'
import { fixedCredentials } from './source/fixed.ts'
import { environmentCredentials } from './source/from-environment.ts'
import { absent, type Provide } from './source/provide.ts'

/** One value that holds all a caller has: an API key, or a key pair. Blank fields count as absent. */
export interface AuthKey {
  readonly apiKey?: string | undefined
  readonly accessKeyId?: string | undefined
  readonly secretAccessKey?: string | undefined
  readonly sessionToken?: string | undefined
  /** For callers who name no region elsewhere. */
  readonly region?: string | undefined
}

export interface ResolveOptions extends CacheOptions {
  /** Default: the process's, read when a request is sent. */
  readonly environment?: Environment
  /** Asked after the environment: files, metadata services. */
  readonly source?: Provide<Credentials>
}

const present = (text: string | undefined): string | undefined =>
  text === undefined || text.trim() === '' ? undefined : text.trim()

/** What was given in code, if anything was. */
const explicitAuth = (key: AuthKey, options: ResolveOptions): Auth | undefined => {
  const text = present(key.apiKey)
  if (text !== undefined) return apiKey(text, options)
  const accessKeyId = present(key.accessKeyId)
  const secretAccessKey = present(key.secretAccessKey)
  if (accessKeyId === undefined && secretAccessKey === undefined) return undefined
  const credentials = {
    accessKeyId: accessKeyId ?? '',
    secretAccessKey: secretAccessKey ?? '',
    sessionToken: present(key.sessionToken),
  }
  return sigv4(fixedCredentials(credentials), options)
}

/** `AWS_BEARER_TOKEN_BEDROCK` beats the key pair of the environment, which beats the further source. */
const environmentAuth = (options: ResolveOptions): Auth => {
  const { environment, source } = options
  const bearer = apiKey(undefined, options)
  const noKey: Provide<Credentials> = async (ask) => absent(ask, keyVariable, 'is not set')
  const pair = environmentCredentials(environment)
  const signing = sigv4(source === undefined ? chain(noKey, pair) : chain(noKey, pair, source), options)
  const choose = (): Auth =>
    variable(environment ?? processEnvironment(), keyVariable) === undefined ? signing : bearer
  const authorize = (request: HttpRequest, context: AuthContext): Promise<HttpRequest> => choose()(request, context)
  return Object.assign(authorize, { observe: (answer: AuthAnswer): boolean => choose().observe?.(answer) ?? false })
}

/**
 * Authorises by the first of: an API key given in code, a key pair given in code, `AWS_BEARER_TOKEN_BEDROCK`,
 * `AWS_ACCESS_KEY_ID` with its secret, the further source. What is given in code never mixes with the environment.
 * @throws BedrockError `no-credentials` naming all that were asked, `broken-credentials` for half a key pair
 */
export const resolveAuth = (key: AuthKey | Auth = {}, options: ResolveOptions = {}): Auth => {
  if (typeof key === 'function') return key
  const auth = explicitAuth(key, options) ?? environmentAuth(options)
  const region = present(key.region)
  return region === undefined ? auth : Object.assign(auth, { region })
}

/** Authorises by what the environment holds; on Workers, pass their record. */
export const fromEnv = (environment?: Environment): Auth =>
  resolveAuth({}, environment === undefined ? {} : { environment })
