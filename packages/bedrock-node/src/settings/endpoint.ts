import type { Environment } from '@x/bedrock-auth'
import { BedrockError, type EndpointOptions } from '@x/bedrock-core'
import type { Profile, Section } from '../profile/read-profile.ts'
import { truth } from './truth.ts'
import { firstValue } from './value.ts'

/** As the shared files name them; environment variables have the same in capitals. */
export type Service = 'bedrock_runtime' | 'sts'

export interface FoundEndpoint extends EndpointOptions {
  /** Who said it, such as `AWS_ENDPOINT_URL`. */
  readonly from: string
}

const key = 'endpoint_url'

const servicesOf = (profile: Profile, settings: Section): Section => {
  const name = settings['services']
  if (name === undefined) return {}
  const section = profile.services(name)
  if (section !== undefined) return section
  throw new BedrockError(
    'invalid-argument',
    `Profile ${profile.name} names services = ${name}, and there is no [services ${name}] in ${profile.files.config}. Add it or remove the name.`,
  )
}

const fromEnvironment = (service: Service, environment: Environment): FoundEndpoint | undefined => {
  for (const name of [`AWS_ENDPOINT_URL_${service.toUpperCase()}`, 'AWS_ENDPOINT_URL']) {
    const endpoint = firstValue(environment, [name])
    if (endpoint !== undefined) return { endpoint, from: name }
  }
  return undefined
}

const fromProfile = (service: Service, profile: Profile, settings: Section): FoundEndpoint | undefined => {
  const own = servicesOf(profile, settings)[`${service}.${key}`]
  if (own !== undefined) return { endpoint: own, from: `services of profile ${profile.name}` }
  const all = settings[key]
  return all === undefined ? undefined : { endpoint: all, from: `${key} of profile ${profile.name}` }
}

const ignores = (environment: Environment, settings: Section): boolean =>
  truth(environment, 'AWS_IGNORE_CONFIGURED_ENDPOINT_URLS', settings, 'ignore_configured_endpoint_urls')

/**
 * The option, else the service's own variable, the one for all services, the service's in the profile, the profile's for
 * all services (AWS SDKs and Tools Reference Guide, "Service-specific endpoints"), else AWS's own; with FIPS and
 * dual-stack where they are switched on.
 * @throws BedrockError `invalid-argument`
 */
export const findEndpoint = (
  service: Service,
  option: string | undefined,
  environment: Environment,
  profile: Profile,
): FoundEndpoint => {
  const settings = profile.settings ?? {}
  const configured = (): FoundEndpoint | undefined =>
    ignores(environment, settings)
      ? undefined
      : (fromEnvironment(service, environment) ?? fromProfile(service, profile, settings))
  const given = option?.trim()
  return {
    useFips: truth(environment, 'AWS_USE_FIPS_ENDPOINT', settings, 'use_fips_endpoint'),
    useDualStack: truth(environment, 'AWS_USE_DUALSTACK_ENDPOINT', settings, 'use_dualstack_endpoint'),
    ...((given ? { endpoint: given, from: 'the endpoint option' } : configured()) ?? { from: 'AWS, by the region' }),
  }
}
