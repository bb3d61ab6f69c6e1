import type { Environment } from '@x/bedrock-auth'
import { firstValue } from './value.ts'

// The service's own variable beats the one for all services (AWS SDKs and Tools Reference Guide, "Service-specific endpoints").
const names = ['AWS_ENDPOINT_URL_BEDROCK_RUNTIME', 'AWS_ENDPOINT_URL'] as const

/** The endpoint of a client: the option, else the environment's unless it is told to be ignored, else `undefined` for AWS's own. */
export const endpointFrom = (option: string | undefined, environment: Environment): string | undefined => {
  if (option !== undefined) return option
  const ignored = firstValue(environment, ['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'])?.toLowerCase() === 'true'
  return ignored ? undefined : firstValue(environment, names)
}
