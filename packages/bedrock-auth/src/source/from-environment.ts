import { type Credentials, hideSecrets } from '../credentials/credentials.ts'
import { type Environment, processEnvironment, variable } from '../environment.ts'
import { absent, broken, found, type Provide } from './provide.ts'

const source = 'environment variables'

/**
 * `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_SESSION_TOKEN` and `AWS_CREDENTIAL_EXPIRATION`, read when asked.
 * Blank counts as absent; half a key pair is absent too, as in AWS's own SDKs, and the reason says so.
 */
export const environmentCredentials = (environment?: Environment): Provide<Credentials> => {
  return async (ask) => {
    const variables = environment ?? processEnvironment()
    const accessKeyId = variable(variables, 'AWS_ACCESS_KEY_ID')
    const secretAccessKey = variable(variables, 'AWS_SECRET_ACCESS_KEY')
    if (accessKeyId === undefined) return absent(ask, source, 'AWS_ACCESS_KEY_ID is not set')
    if (secretAccessKey === undefined)
      return absent(ask, source, 'AWS_ACCESS_KEY_ID is set, AWS_SECRET_ACCESS_KEY is not')
    const end = variable(variables, 'AWS_CREDENTIAL_EXPIRATION')
    const expiration = end === undefined ? undefined : new Date(end)
    if (expiration !== undefined && Number.isNaN(expiration.getTime()))
      throw broken(source, 'AWS_CREDENTIAL_EXPIRATION is not a date.', 'Write it as 2030-01-31T12:00:00Z or unset it.')
    return found(
      ask,
      source,
      hideSecrets({ accessKeyId, secretAccessKey, sessionToken: variable(variables, 'AWS_SESSION_TOKEN'), expiration }),
    )
  }
}
