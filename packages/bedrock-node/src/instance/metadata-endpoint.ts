import type { Environment } from '@x/bedrock-auth'
import { BedrockError } from '@x/bedrock-core'
import type { Section } from '../profile/read-profile.ts'
import { firstValue } from '../settings/value.ts'

export interface MetadataEndpointOptions {
  /** Default: the process's. */
  readonly environment?: Environment
  /** The profile's settings, after the environment. */
  readonly settings?: Section
  /** Instead of the instance's own address. */
  readonly endpoint?: string
  /** Which of the instance’s own two addresses is asked. Default `IPv4`. */
  readonly endpointMode?: 'IPv4' | 'IPv6'
}

/** The link-local addresses of the instance metadata service (EC2 User Guide). */
const addresses: Readonly<Record<string, string>> = {
  ipv4: 'http://169.254.169.254',
  ipv6: 'http://[fd00:ec2::254]',
}

const invalid = (what: string, advice: string): BedrockError<'invalid-argument'> =>
  new BedrockError('invalid-argument', `The instance metadata ${what}. ${advice}`)

const checked = (endpoint: string): string => {
  if (!URL.canParse(endpoint)) throw invalid('endpoint is not a URL', 'Set AWS_EC2_METADATA_SERVICE_ENDPOINT to one.')
  const { protocol, username, password, origin, pathname } = new URL(endpoint)
  if (!/^https?:$/.test(protocol) || username !== '' || password !== '')
    throw invalid('endpoint has another scheme than http, or a user name', 'Give scheme, host and port.')
  return `${origin}${pathname.replace(/\/+$/, '')}`
}

/** Where the instance metadata service is, without a slash at the end. @throws BedrockError `invalid-argument` */
export const metadataEndpoint = (options: MetadataEndpointOptions): string => {
  const { environment = process.env, settings = {} } = options
  const endpoint =
    options.endpoint ??
    firstValue(environment, ['AWS_EC2_METADATA_SERVICE_ENDPOINT']) ??
    settings['ec2_metadata_service_endpoint']
  if (endpoint !== undefined) return checked(endpoint)
  const mode =
    options.endpointMode ??
    firstValue(environment, ['AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE']) ??
    settings['ec2_metadata_service_endpoint_mode'] ??
    'IPv4'
  const address = addresses[mode.toLowerCase()]
  if (address === undefined) throw invalid(`endpoint mode is "${mode}"`, 'Set it to IPv4 or IPv6.')
  return address
}
