import type { Environment } from '@x/bedrock-auth'
import { instanceRegion } from '../instance/instance-region.ts'
import type { InstanceOptions } from '../instance/open-metadata.ts'
import type { Profile } from '../profile/read-profile.ts'
import { firstValue } from './value.ts'

export interface FoundRegion {
  readonly region: string
  /** Who said it, such as `AWS_REGION`. */
  readonly from: string
  /** Nobody said one, and why. */
  readonly warning?: string
}

/** In AWS's JavaScript SDK only the first counts; its command line and Python read the second. */
const names = ['AWS_REGION', 'AWS_DEFAULT_REGION'] as const

export const lastResort = 'us-east-1'

/** What says a region without asking the network. */
export const configuredRegion = async (
  option: string | undefined,
  environment: Environment,
  profile: () => Promise<Profile>,
): Promise<FoundRegion | undefined> => {
  const given = option?.trim()
  if (given) return { region: given, from: 'the region option' }
  for (const name of names) {
    const region = firstValue(environment, [name])
    if (region !== undefined) return { region, from: name }
  }
  const { name, settings } = await profile()
  const region = settings?.['region']
  return region === undefined ? undefined : { region, from: `profile ${name}` }
}

/**
 * The region of a client: the option, `AWS_REGION`, `AWS_DEFAULT_REGION`, the profile, the instance, else `us-east-1`
 * with a warning.
 */
export const findRegion = async (
  option: string | undefined,
  options: InstanceOptions & { readonly environment: Environment },
  profile: () => Promise<Profile>,
): Promise<FoundRegion> => {
  const configured = await configuredRegion(option, options.environment, profile)
  if (configured !== undefined) return configured
  const instance = await instanceRegion({ ...options, settings: (await profile()).settings ?? {} })
  if ('value' in instance) return { region: instance.value, from: 'instance metadata' }
  return {
    region: lastResort,
    from: 'nothing, so it is the last resort',
    warning: `No AWS region is set and the instance told none (${instance.absent}), so calls go to ${lastResort}. Set AWS_REGION, or pass { region }.`,
  }
}
