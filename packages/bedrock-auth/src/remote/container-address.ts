import { type Environment, variable } from '../environment.ts'
import { broken } from '../source/provide.ts'

export const containerSource = 'container credentials'

const relative = 'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI'
const full = 'AWS_CONTAINER_CREDENTIALS_FULL_URI'

/** ECS, EKS Pod Identity over IPv4 and IPv6, and this machine: the only hosts that plain HTTP may lead to. */
const trusted = /^(169\.254\.170\.2|169\.254\.170\.23|\[fd00:ec2::23\]|127(\.\d{1,3}){3}|\[::1\]|localhost)$/

/** Where the container's agent gives credentials, or undefined. @throws BedrockError `broken-credentials` */
export const containerAddress = (environment: Environment): string | undefined => {
  const path = variable(environment, relative)
  const address = path === undefined ? variable(environment, full) : `http://169.254.170.2${path}`
  if (address === undefined) return undefined
  const name = path === undefined ? full : relative
  if (!URL.canParse(address))
    throw broken(containerSource, `${name} is not a URL with a host.`, 'Set it to the whole address.')
  const { protocol, hostname, username, password } = new URL(address)
  if (username !== '' || password !== '') throw broken(containerSource, `${name} holds a user name.`, 'Remove it.')
  if (protocol !== 'https:' && !(protocol === 'http:' && trusted.test(hostname)))
    throw broken(
      containerSource,
      `${name} leads to ${hostname} without https.`,
      'Use https, or the address of ECS, EKS or this machine.',
    )
  return address
}
