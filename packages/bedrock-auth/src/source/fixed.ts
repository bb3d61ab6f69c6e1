import { type Credentials, hideSecrets } from '../credentials/credentials.ts'
import { broken, found, type Provide } from './provide.ts'

const blank = (text: string | undefined): boolean => text === undefined || text.trim() === ''

/**
 * Credentials given in code. A session token from the environment never joins them.
 * @throws BedrockError `broken-credentials` when one half of the key pair is missing
 */
export const fixedCredentials = (credentials: Credentials): Provide<Credentials> => {
  const hidden = hideSecrets(credentials)
  return async (ask) => {
    const missing = blank(hidden.accessKeyId)
      ? 'accessKeyId'
      : blank(hidden.secretAccessKey)
        ? 'secretAccessKey'
        : undefined
    if (missing !== undefined)
      throw broken('Credentials in code', `${missing} is blank.`, 'Pass both halves of the key pair.')
    return found(ask, 'credentials in code', hidden)
  }
}
