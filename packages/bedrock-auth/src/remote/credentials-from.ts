import type { BedrockError } from '@x/bedrock-core'
import { type Credentials, hideSecrets } from '../credentials/credentials.ts'
import { broken } from '../source/provide.ts'

/** The fields of an answer, as text or, for the end, seconds since 1970. */
export interface AnsweredFields {
  readonly accessKeyId: unknown
  readonly secretAccessKey: unknown
  readonly sessionToken?: unknown
  readonly expiration?: unknown
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''

const endOf = (value: unknown): Date | undefined => {
  if (value === undefined || value === null) return undefined
  return new Date(typeof value === 'number' ? value * 1000 : String(value))
}

const incomplete = (source: string, field: string): BedrockError<'broken-credentials'> =>
  broken(source, `the answer holds no usable ${field}.`, 'Check that the address is a credential service.')

/** Credentials out of a service's answer. @throws BedrockError `broken-credentials` naming the field that is wrong */
export const credentialsFrom = (source: string, fields: AnsweredFields): Credentials => {
  const { accessKeyId, secretAccessKey, sessionToken } = fields
  const expiration = endOf(fields.expiration)
  if (!isText(accessKeyId)) throw incomplete(source, 'access key id')
  if (!isText(secretAccessKey)) throw incomplete(source, 'secret access key')
  if (Number.isNaN(expiration?.getTime())) throw incomplete(source, 'expiration')
  return hideSecrets({
    accessKeyId,
    secretAccessKey,
    sessionToken: isText(sessionToken) ? sessionToken : undefined,
    expiration,
  })
}
