import type { Credentials } from '../credentials/credentials.ts'
import { type Environment, processEnvironment, variable } from '../environment.ts'
import { absent, broken, found, type Provide } from '../source/provide.ts'
import { containerAddress, containerSource } from './container-address.ts'
import { credentialsFrom } from './credentials-from.ts'
import { fetchText, type Reach, type TextAnswer } from './fetch-text.ts'
import { jsonObject } from './json-object.ts'

export interface ContainerOptions extends Reach {
  /** Default: the process's, read when asked. */
  readonly environment?: Environment
  /** Reads `AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE`, which rotates: it is read anew each time. EKS Pod Identity needs it. */
  readonly readFile?: (path: string) => Promise<string>
}

const tokenFrom = async (
  environment: Environment,
  readFile: ContainerOptions['readFile'],
): Promise<string | undefined> => {
  const path = variable(environment, 'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE')
  if (path === undefined) return variable(environment, 'AWS_CONTAINER_AUTHORIZATION_TOKEN')
  if (readFile === undefined)
    throw broken(containerSource, 'the token is in a file, and no way to read files was given.', 'Pass readFile.')
  try {
    return (await readFile(path)).trim()
  } catch (cause) {
    throw broken(
      containerSource,
      'the token file could not be read.',
      'Check AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE.',
      cause,
    )
  }
}

const checked = (token: string | undefined): Record<string, string> => {
  if (token === undefined || token === '') return {}
  // A line break would smuggle a header in.
  if (!/^[\x20-\x7e]+$/.test(token))
    throw broken(
      containerSource,
      'the authorization token holds a line break or another control character.',
      'Set the token anew.',
    )
  return { authorization: token }
}

const refusal = ({ status, text }: TextAnswer): string => {
  const said = jsonObject(text)?.['message']
  return `the agent answered HTTP ${status}: ${typeof said === 'string' ? said : 'no message'}.`
}

/**
 * The credentials that ECS, EKS Pod Identity, Greengrass and SnapStart's containers get over HTTP, from
 * `AWS_CONTAINER_CREDENTIALS_RELATIVE_URI` or `…_FULL_URI`. Plain HTTP leads only to their own addresses and this machine.
 */
export const containerCredentials = (options: ContainerOptions = {}): Provide<Credentials> => {
  return async (ask) => {
    const environment = options.environment ?? processEnvironment()
    const url = containerAddress(environment)
    if (url === undefined)
      return absent(ask, containerSource, 'AWS_CONTAINER_CREDENTIALS_FULL_URI and …_RELATIVE_URI are not set')
    const headers = { accept: 'application/json', ...checked(await tokenFrom(environment, options.readFile)) }
    const make = async () => ({ method: 'GET', url, headers }) as const
    const answer = await fetchText(containerSource, make, { timeout: 1000, ...options })
    if (answer.status !== 200)
      throw broken(containerSource, refusal(answer), 'Check the task role or the pod identity association.')
    const body = jsonObject(answer.text)
    const credentials = credentialsFrom(containerSource, {
      accessKeyId: body?.['AccessKeyId'],
      secretAccessKey: body?.['SecretAccessKey'],
      sessionToken: body?.['Token'],
      expiration: body?.['Expiration'],
    })
    return found(ask, containerSource, credentials)
  }
}
