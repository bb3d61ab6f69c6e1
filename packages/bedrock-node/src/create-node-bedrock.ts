import { type Environment, fromEnv } from '@x/bedrock-auth'
import { type Auth, type Bedrock, type BedrockOptions, createBedrock } from '@x/bedrock-core'
import type { AnyFamily } from '@x/bedrock-core/family'
import { endpointFrom } from './environment/endpoint.ts'
import { regionFrom } from './environment/region.ts'
import { nodeFetch } from './transport/node-fetch.ts'

export interface NodeBedrockOptions<F extends AnyFamily> extends Omit<BedrockOptions<F>, 'region' | 'auth'> {
  /** Beats `AWS_REGION`, which beats `AWS_DEFAULT_REGION`. */
  readonly region?: BedrockOptions<F>['region']
  /** Instead of the environment's credentials. */
  readonly auth?: Auth
  /** Instead of `process.env`. */
  readonly environment?: Environment
}

/**
 * `createBedrock` for Node: credentials, region and endpoint come from the environment where no option says them, and
 * answers may take as long as they take. Without `fetch` it makes a `nodeFetch()` of its own, whose idle connections do
 * not keep the process alive.
 * @throws BedrockError `invalid-argument`; a missing region or credential is told by the first call (`no-region`, `no-credentials`)
 */
export const createNodeBedrock = <const F extends AnyFamily>(options: NodeBedrockOptions<F>): Bedrock<F> => {
  const { environment = process.env, region, endpoint: given, ...rest } = options
  const endpoint = endpointFrom(given, environment)
  return createBedrock({
    ...rest,
    region: typeof region === 'function' ? region : () => regionFrom(region, environment),
    auth: options.auth ?? fromEnv(environment),
    fetch: options.fetch ?? nodeFetch(),
    ...(endpoint === undefined ? {} : { endpoint }),
  })
}
