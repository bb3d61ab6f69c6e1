import { absent, broken, type Credentials, found, hideSecrets, type Provide } from '@x/bedrock-auth'
import { type InstanceOptions, type Maybe, metadataSource, openMetadata, type ReadMetadata } from './open-metadata.ts'

export interface InstanceCredentialsOptions extends InstanceOptions {
  /** Milliseconds since 1970. Default `Date.now`. */
  readonly now?: () => number
  /** From 0 to 1. Default `Math.random`. */
  readonly random?: () => number
}

const minute = 60_000
const roles = 'meta-data/iam/security-credentials/'

const fieldsOf = (text: string): Readonly<Record<string, unknown>> => {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    return {}
  }
}

const credentialsOf = (role: string, text: string): Credentials => {
  const { AccessKeyId, SecretAccessKey, Token, Expiration, Code } = fieldsOf(text)
  if (typeof Code === 'string' && Code !== 'Success')
    throw broken(metadataSource, `role ${role} gives no credentials (${Code}).`, 'Check the instance profile.')
  const expiration = typeof Expiration === 'string' ? new Date(Expiration) : new Date(Number.NaN)
  if (
    typeof AccessKeyId !== 'string' ||
    typeof SecretAccessKey !== 'string' ||
    typeof Token !== 'string' ||
    Number.isNaN(expiration.getTime())
  )
    throw broken(
      metadataSource,
      `what it says of role ${role} holds no credentials.`,
      'Try again; restart the instance.',
    )
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: Token, expiration }
}

const readRole = async (read: ReadMetadata): Promise<Maybe<Credentials>> => {
  const listed = await read(roles)
  if ('absent' in listed) return { absent: 'the instance has no role' }
  const role = listed.value.split('\n')[0]?.trim()
  if (role === undefined || role === '') return { absent: 'the instance has no role' }
  const told = await read(`${roles}${encodeURIComponent(role)}`)
  return 'absent' in told ? told : { value: credentialsOf(role, told.value) }
}

/**
 * The credentials of the role of the EC2 instance, by the instance metadata service, version 2 only. When it gives ended
 * credentials, or stops answering after it gave some, those are used for five to ten minutes more: AWS asks this of its
 * SDKs, since the service itself still takes them ("static stability").
 */
export const instanceCredentials = (options: InstanceCredentialsOptions = {}): Provide<Credentials> => {
  const { now = Date.now, random = Math.random } = options
  let last: Credentials | undefined

  const stretched = ({ accessKeyId, secretAccessKey, sessionToken }: Credentials): Credentials => {
    const expiration = new Date(now() + 5 * minute + random() * 5 * minute)
    return hideSecrets({ accessKeyId, secretAccessKey, sessionToken, expiration })
  }

  const fresh = async (): Promise<Maybe<Credentials>> => {
    const opened = await openMetadata(options)
    return 'absent' in opened ? opened : readRole(opened.value)
  }

  /** What was given before, once it has ended and nothing newer comes: until then the caller keeps it by itself. */
  const outlived = (): Credentials | undefined =>
    last?.expiration !== undefined && last.expiration.getTime() <= now() ? stretched(last) : undefined

  return async (ask) => {
    try {
      const got = await fresh()
      if ('absent' in got) {
        const old = outlived()
        return old === undefined ? absent(ask, metadataSource, got.absent) : found(ask, metadataSource, old)
      }
      last = hideSecrets(got.value)
      return found(ask, metadataSource, outlived() ?? last)
    } catch (error) {
      const old = outlived()
      if (old === undefined) throw error
      return found(ask, metadataSource, old)
    }
  }
}
