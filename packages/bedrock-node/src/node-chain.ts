import { readFile } from 'node:fs/promises'
import {
  absent,
  type Credentials,
  chain,
  containerCredentials,
  environmentCredentials,
  type Provide,
  webIdentity,
} from '@x/bedrock-auth'
import { type InstanceCredentialsOptions, instanceCredentials } from './instance/instance-credentials.ts'
import { type ProfileCredentialsOptions, profileCredentials } from './profile/profile-credentials.ts'
import { readProfile } from './profile/read-profile.ts'
import { stsOptions } from './profile/role-assumers.ts'
import { firstValue } from './settings/value.ts'

export type NodeChainOptions = ProfileCredentialsOptions & Pick<InstanceCredentialsOptions, 'timeout' | 'pause' | 'now'>

const readText = (path: string): Promise<string> => readFile(path, 'utf8')

/** `AWS_WEB_IDENTITY_TOKEN_FILE` and `AWS_ROLE_ARN`: what EKS gives its pods. The file rotates: it is read anew each time. */
const environmentWebIdentity = (options: NodeChainOptions): Provide<Credentials> => {
  return async (ask) => {
    const environment = options.environment ?? process.env
    const file = firstValue(environment, ['AWS_WEB_IDENTITY_TOKEN_FILE'])
    const roleArn = firstValue(environment, ['AWS_ROLE_ARN'])
    const missing = file === undefined ? 'AWS_WEB_IDENTITY_TOKEN_FILE' : 'AWS_ROLE_ARN'
    if (file === undefined || roleArn === undefined) return absent(ask, 'web identity', `${missing} is not set`)
    const sessionName = firstValue(environment, ['AWS_ROLE_SESSION_NAME'])
    return webIdentity({
      ...(await stsOptions(options, await readProfile(options))),
      roleArn,
      token: () => readText(file),
      ...(sessionName === undefined ? {} : { sessionName }),
    })(ask)
  }
}

/** The instance, told where it is by the environment and the profile. */
const instance = (options: NodeChainOptions): Provide<Credentials> => {
  const { environment = process.env } = options
  let provide: Provide<Credentials> | undefined
  return async (ask) => {
    const { settings = {} } = await readProfile(options)
    provide ??= instanceCredentials({ ...options, environment, settings })
    return provide(ask)
  }
}

/** What is asked after the environment's key pair, in order. */
export const afterEnvironment = (options: NodeChainOptions): Provide<Credentials> =>
  chain(
    profileCredentials(options),
    environmentWebIdentity(options),
    containerCredentials({ readFile: readText, ...options }),
    instance(options),
  )

/**
 * Every credential source AWS has on Node, asked in this order: the environment's key pair, the profile, a web identity
 * token file, the container, the EC2 instance. The environment's keys beat `AWS_PROFILE`, as in AWS's command line and its
 * Python and Rust SDKs, not as in its JavaScript SDK: who exports keys in a shell means them. A profile named by the
 * option is asked alone. What is configured but broken ends the chain.
 */
export const nodeChain = (options: NodeChainOptions = {}): Provide<Credentials> =>
  options.profile?.trim()
    ? profileCredentials(options)
    : chain(environmentCredentials(options.environment ?? process.env), afterEnvironment(options))
