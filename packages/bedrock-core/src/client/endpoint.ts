import { BedrockError } from '../errors/bedrock-error.ts'

export interface EndpointOptions {
  /** A VPC endpoint, a proxy or a local Bedrock, instead of AWS's own host. https, unless on this machine. */
  readonly endpoint?: string
  readonly useFips?: boolean
  readonly useDualStack?: boolean
}

/** DNS suffixes by partition, from the endpoint rule set of 2025-10 and partitions of 2026-01. The first match wins. */
const partitions: readonly { readonly regions: RegExp; readonly suffix: string; readonly dualStack: string }[] = [
  { regions: /^cn-/, suffix: 'amazonaws.com.cn', dualStack: 'api.amazonwebservices.com.cn' },
  { regions: /^us-gov-/, suffix: 'amazonaws.com', dualStack: 'api.aws' },
  { regions: /^us-iso-/, suffix: 'c2s.ic.gov', dualStack: 'api.aws.ic.gov' },
  { regions: /^us-isob-/, suffix: 'sc2s.sgov.gov', dualStack: 'api.aws.scloud' },
  { regions: /^eu-isoe-/, suffix: 'cloud.adc-e.uk', dualStack: 'api.cloud-aws.adc-e.uk' },
  { regions: /^us-isof-/, suffix: 'csp.hci.ic.gov', dualStack: 'api.aws.hci.ic.gov' },
  { regions: /^eusc-/, suffix: 'amazonaws.eu', dualStack: 'api.amazonwebservices.eu' },
  { regions: /^/, suffix: 'amazonaws.com', dualStack: 'api.aws' },
]

const loopback = /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/

const invalid = (why: string): BedrockError<'invalid-argument'> =>
  new BedrockError(
    'invalid-argument',
    `The endpoint ${why}. Give scheme, host, port and at most a path, such as "https://vpce-1.example.com". Nothing was sent.`,
  )

const custom = (endpoint: string): string => {
  if (!URL.canParse(endpoint)) throw invalid('is not a URL')
  const url = new URL(endpoint)
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback.test(url.hostname)))
    throw invalid('must be https unless it is on this machine, since requests carry credentials')
  if (url.username !== '' || url.password !== '') throw invalid('holds a user name or password')
  if (url.search !== '' || url.hash !== '' || endpoint.endsWith('?') || endpoint.endsWith('#'))
    throw invalid('holds a query or fragment')
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`
}

/** Where a region's Bedrock runtime is, without a slash at the end. @throws BedrockError `invalid-argument` */
export const endpointOf = (region: string, options: EndpointOptions): string => {
  if (options.endpoint !== undefined && options.endpoint !== '') {
    if (options.useFips) throw invalid('cannot be combined with FIPS')
    if (options.useDualStack) throw invalid('cannot be combined with dual-stack')
    return custom(options.endpoint)
  }
  const partition = partitions.find((candidate) => candidate.regions.test(region))
  const suffix = options.useDualStack ? partition?.dualStack : partition?.suffix
  return `https://bedrock-runtime${options.useFips ? '-fips' : ''}.${region}.${suffix}`
}
