import { BedrockError } from '../errors/bedrock-error.ts'

export interface EndpointOptions {
  /** A VPC endpoint, a proxy or a local Bedrock, instead of AWS's own host. https, unless on this machine. */
  readonly endpoint?: string
  /** AWS’s FIPS hosts, where the region has one. */
  readonly useFips?: boolean
  /** AWS’s hosts for IPv4 and IPv6. */
  readonly useDualStack?: boolean
}

/** DNS suffixes by the start of a region where they are not the common ones, from the endpoint rule set of 2025-10 and partitions of 2026-01. */
const partitions: readonly (readonly [regions: string, suffix: string, dualStack: string])[] = [
  ['cn-', 'amazonaws.com.cn', 'api.amazonwebservices.com.cn'],
  ['us-iso-', 'c2s.ic.gov', 'api.aws.ic.gov'],
  ['us-isob-', 'sc2s.sgov.gov', 'api.aws.scloud'],
  ['eu-isoe-', 'cloud.adc-e.uk', 'api.cloud-aws.adc-e.uk'],
  ['us-isof-', 'csp.hci.ic.gov', 'api.aws.hci.ic.gov'],
  ['eusc-', 'amazonaws.eu', 'api.amazonwebservices.eu'],
]
const common = ['', 'amazonaws.com', 'api.aws'] as const

const loopback = /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/

const invalid = (why: string): BedrockError<'invalid-argument'> =>
  new BedrockError('invalid-argument', `The endpoint ${why}. Give scheme, host, port and at most a path.`)

const custom = (endpoint: string): string => {
  if (!URL.canParse(endpoint)) throw invalid('is not a URL')
  const url = new URL(endpoint)
  // Requests carry credentials.
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback.test(url.hostname)))
    throw invalid('must be https unless it is on this machine')
  if (url.username || url.password) throw invalid('holds a user name or password')
  if (/[?#]/.test(endpoint)) throw invalid('holds a query or fragment')
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`
}

/** Where a region's Bedrock runtime is, without a slash at the end. @throws BedrockError `invalid-argument` */
export const endpointOf = (region: string, options: EndpointOptions): string => {
  if (options.endpoint) {
    if (options.useFips || options.useDualStack) throw invalid('cannot be combined with FIPS or dual-stack')
    return custom(options.endpoint)
  }
  const [, suffix, dualStack] = partitions.find(([start]) => region.startsWith(start)) ?? common
  return `https://bedrock-runtime${options.useFips ? '-fips' : ''}.${region}.${options.useDualStack ? dualStack : suffix}`
}
