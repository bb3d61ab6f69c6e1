import type { FromIniInit } from '@aws-sdk/credential-provider-ini'
import { assumeRole, broken, type Credentials, type StsOptions, webIdentity } from '@x/bedrock-auth'
import { endpointOf, type Fetch } from '@x/bedrock-core'
import { findEndpoint } from '../settings/endpoint.ts'
import { configuredRegion, lastResort } from '../settings/region.ts'
import type { Profile, ProfileOptions } from './read-profile.ts'

export interface AssumerOptions extends ProfileOptions {
  /** Default: the platform's; asks STS, containers and the instance. */
  readonly fetch?: Fetch
}

type Assumers = Required<Pick<FromIniInit, 'roleAssumer' | 'roleAssumerWithWebIdentity'>>

/** Which STS is asked: that of the region, or the one that the environment or the profile names. */
export const stsOptions = async (options: AssumerOptions, profile: Profile): Promise<StsOptions> => {
  const environment = options.environment ?? process.env
  const region = (await configuredRegion(undefined, environment, async () => profile))?.region ?? lastResort
  const found = findEndpoint('sts', undefined, environment, profile)
  const host = endpointOf(region, found)
  // STS stands beside Bedrock in every partition.
  const endpoint = found.endpoint === undefined ? host.replace('bedrock-runtime', 'sts') : host
  return { region, endpoint, ...(options.fetch === undefined ? {} : { fetch: options.fetch }) }
}

type Given = Awaited<ReturnType<Assumers['roleAssumer']>>

const given = (assumed: Credentials | undefined, role: string): Given => {
  if (assumed === undefined) throw broken(`role ${role}`, 'STS gave no credentials.', 'Check the role.')
  const { accessKeyId, secretAccessKey, sessionToken, expiration } = assumed
  return {
    accessKeyId,
    secretAccessKey,
    ...(sessionToken === undefined ? {} : { sessionToken }),
    ...(expiration === undefined ? {} : { expiration }),
  }
}

/**
 * STS for the roles of profiles, by ours instead of AWS's client: with the same transport, endpoints and errors. `sts` is
 * asked only when there is a role.
 */
export const roleAssumers = (sts: () => Promise<StsOptions>): Assumers => ({
  roleAssumer: async (credentials, role) => {
    const {
      RoleArn: roleArn = '',
      RoleSessionName: sessionName,
      ExternalId: externalId,
      DurationSeconds: duration,
    } = role
    const { SerialNumber: serialNumber, TokenCode: code } = role
    const assumed = await assumeRole({
      ...(await sts()),
      roleArn,
      credentials,
      ...(sessionName === undefined ? {} : { sessionName }),
      ...(externalId === undefined ? {} : { externalId }),
      ...(duration === undefined ? {} : { duration }),
      ...(serialNumber === undefined || code === undefined ? {} : { mfa: { serialNumber, code: async () => code } }),
    })()
    return given(assumed, roleArn)
  },
  roleAssumerWithWebIdentity: async (role) => {
    const { RoleArn: roleArn = '', RoleSessionName: sessionName, WebIdentityToken: token = '' } = role
    const assumed = await webIdentity({
      ...(await sts()),
      roleArn,
      token: async () => token,
      ...(sessionName === undefined ? {} : { sessionName }),
    })()
    return given(assumed, roleArn)
  },
})
