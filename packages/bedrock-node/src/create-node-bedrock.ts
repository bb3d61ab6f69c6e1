import { type AuthKey, type Environment, resolveAuth, sigv4 } from '@x/bedrock-auth'
import { type Auth, type Bedrock, type BedrockOptions, createBedrock, endpointOf } from '@x/bedrock-core'
import type { AnyFamily } from '@x/bedrock-core/family'
import { afterEnvironment } from './node-chain.ts'
import { type NodeSettings, nodeSettings } from './node-settings.ts'
import { profileCredentials } from './profile/profile-credentials.ts'
import { nodeFetch } from './transport/node-fetch.ts'

export interface NodeBedrockOptions<F extends AnyFamily>
  extends Omit<BedrockOptions<F>, 'region' | 'auth' | 'endpoint'> {
  /** Beats `AWS_REGION`, `AWS_DEFAULT_REGION`, the profile, the instance; the last resort is `us-east-1`, with a warning. */
  readonly region?: BedrockOptions<F>['region']
  /** Instead of the environment's credentials: a way to sign, or an API key or key pair in one value. */
  readonly auth?: Auth | AuthKey
  /** Beats `AWS_ENDPOINT_URL_BEDROCK_RUNTIME`, `AWS_ENDPOINT_URL` and the profile. */
  readonly endpoint?: string
  /** A profile of `~/.aws`, before everything that the environment holds. */
  readonly profile?: string
  /** Asks the user for the code of a device, for roles with `mfa_serial`. */
  readonly mfaCode?: (serialNumber: string) => Promise<string>
  /** Instead of `process.env`. */
  readonly environment?: Environment
  /** The folder that holds `.aws`. */
  readonly home?: string
  /** Told when the region is the last resort. Default: `process.emitWarning`. */
  readonly onWarning?: (warning: string) => void
}

const authOf = <F extends AnyFamily>(options: NodeBedrockOptions<F>, environment: Environment): Auth => {
  const { auth, profile, home, mfaCode } = options
  const sources = {
    environment,
    ...(profile === undefined ? {} : { profile }),
    ...(home === undefined ? {} : { home }),
    ...(mfaCode === undefined ? {} : { mfaCode }),
  }
  if (auth !== undefined) return resolveAuth(auth, { environment, source: afterEnvironment(sources) })
  return profile?.trim()
    ? sigv4(profileCredentials(sources))
    : resolveAuth({}, { environment, source: afterEnvironment(sources) })
}

const warnBy =
  (onWarning: ((warning: string) => void) | undefined) =>
  (warning: string): void =>
    onWarning === undefined ? process.emitWarning(warning, { code: 'BEDROCK_REGION' }) : onWarning(warning)

/** The region, and its warning once. */
const regionOf = (settings: NodeSettings, warn: (warning: string) => void): (() => Promise<string>) => {
  let warned = false
  return async () => {
    const { region, warning } = await settings.region()
    if (warning !== undefined && !warned) warn(warning)
    warned = true
    return region
  }
}

/**
 * `createBedrock` for Node: credentials, region and endpoint come from the environment, AWS's shared files, the container
 * or the instance where no option says them, and answers may take as long as they take. Without `fetch` it makes a
 * `nodeFetch()` of its own, whose idle connections do not keep the process alive.
 * @throws BedrockError `invalid-argument`; what is missing or broken is told by the first call
 */
export const createNodeBedrock = <const F extends AnyFamily>(options: NodeBedrockOptions<F>): Bedrock<F> => {
  const { environment = process.env, endpoint, profile, home, useFips, useDualStack } = options
  if (endpoint !== undefined) endpointOf('us-east-1', { endpoint })
  const auth = authOf(options, environment)
  const region = typeof options.region === 'function' ? undefined : options.region?.trim() || auth.region
  const settings = nodeSettings({
    environment,
    ...(region === undefined ? {} : { region }),
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(profile === undefined ? {} : { profile }),
    ...(home === undefined ? {} : { home }),
  })
  return createBedrock({
    ...options,
    region: typeof options.region === 'function' ? options.region : regionOf(settings, warnBy(options.onWarning)),
    auth,
    fetch: options.fetch ?? nodeFetch(),
    endpoint: async () => {
      const found = await settings.endpoint()
      return {
        ...found,
        useFips: useFips ?? found.useFips ?? false,
        useDualStack: useDualStack ?? found.useDualStack ?? false,
      }
    },
  })
}
