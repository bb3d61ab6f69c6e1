import { type Ask, absent, broken, type Credentials, found, hideSecrets, type Provide } from '@x/bedrock-auth'
import { BedrockError } from '@x/bedrock-core'
import { adviceFor, describeProfile, leadsToCredentials } from './kinds.ts'
import { type Profile, type ProfileOptions, readProfile } from './read-profile.ts'
import { type AssumerOptions, roleAssumers, stsOptions } from './role-assumers.ts'
import { safeReason } from './safe-reason.ts'

export interface ProfileCredentialsOptions extends ProfileOptions, AssumerOptions {
  /** Asks the user for the code of a device, named by its serial number or ARN; for roles with `mfa_serial`. */
  readonly mfaCode?: (serialNumber: string) => Promise<string>
}

/** Why a profile has no credentials at all, when it has none. */
const whyNothing = ({ settings, files, unreadable }: Profile): string | undefined => {
  if (settings !== undefined)
    return leadsToCredentials(settings) ? undefined : 'it holds settings, and nothing that leads to credentials'
  return unreadable.length > 0 ? unreadable.join(', ') : `neither ${files.config} nor ${files.credentials} has it`
}

/** Nothing is no mistake, unless somebody asked for this very profile and it is not there. */
const nothing = (ask: Ask | undefined, source: string, profile: Profile, why: string): undefined => {
  const asked = profile.namedBy === 'the profile option' || (profile.namedBy !== undefined && !profile.settings)
  if (!asked) return absent(ask, source, why)
  throw broken(source, `${profile.namedBy} names it: ${why}.`, 'Check the name, or write it with: aws configure.')
}

/** For `credential_source = Ec2InstanceMetadata`, which AWS's provider would also ask without a session (version 1). */
const instanceAsSource = { ec2MetadataV1Disabled: true }

/**
 * The credentials of a profile of AWS's shared files: keys, roles with `source_profile` or `credential_source`, SSO,
 * `aws login`, `credential_process`, web identity; by AWS's own provider, loaded when a profile is found. Asks anew at
 * each call: put it in `sigv4` or `cached`.
 * @throws BedrockError `broken-credentials` when the profile is there and does not work, or is named and not there
 */
export const profileCredentials = (options: ProfileCredentialsOptions = {}): Provide<Credentials> => {
  return async (ask) => {
    const profile = await readProfile(options)
    const source = describeProfile(profile)
    const why = whyNothing(profile)
    if (why !== undefined) return nothing(ask, source, profile, why)
    const { fromIni } = await import('@aws-sdk/credential-provider-ini')
    const { mfaCode } = options
    try {
      const { accessKeyId, secretAccessKey, sessionToken, expiration } = await fromIni({
        profile: profile.name,
        configFilepath: profile.files.config,
        filepath: profile.files.credentials,
        ignoreCache: true,
        ...roleAssumers(() => stsOptions(options, profile)),
        ...instanceAsSource,
        ...(mfaCode === undefined ? {} : { mfaCodeProvider: mfaCode }),
      })()
      return found(ask, source, hideSecrets({ accessKeyId, secretAccessKey, sessionToken, expiration }))
    } catch (error) {
      if (BedrockError.is(error)) throw error
      // Not kept as the cause: what others put into their errors is not known to be free of secrets.
      throw broken(source, safeReason(error), adviceFor(profile))
    }
  }
}
