import type { Environment } from '@x/bedrock-auth'
import type { InstanceOptions } from './instance/open-metadata.ts'
import { type Profile, type ProfileOptions, readProfile } from './profile/read-profile.ts'
import { type FoundEndpoint, findEndpoint } from './settings/endpoint.ts'
import { type FoundRegion, findRegion } from './settings/region.ts'

export interface SettingsOptions extends ProfileOptions, Pick<InstanceOptions, 'fetch' | 'timeout'> {
  readonly region?: string
  readonly endpoint?: string
}

/** Region and endpoint of a client, looked up when first asked for and then kept. A failure is not kept. */
export interface NodeSettings {
  readonly region: () => Promise<FoundRegion>
  /** @throws BedrockError `invalid-argument` */
  readonly endpoint: () => Promise<FoundEndpoint>
}

const once = <T>(make: () => Promise<T>): (() => Promise<T>) => {
  let kept: Promise<T> | undefined
  return () => {
    kept ??= make().catch((error: unknown) => {
      kept = undefined
      throw error
    })
    return kept
  }
}

export const nodeSettings = (options: SettingsOptions): NodeSettings => {
  const environment: Environment = options.environment ?? process.env
  const profile: () => Promise<Profile> = once(() => readProfile(options))
  return {
    region: once(() => findRegion(options.region, { ...options, environment }, profile)),
    endpoint: once(async () => findEndpoint('bedrock_runtime', options.endpoint, environment, await profile())),
  }
}
