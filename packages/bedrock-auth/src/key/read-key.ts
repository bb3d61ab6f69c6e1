import { readAmzDate } from '../signature/amz-date.ts'

/** What a Bedrock API key tells of itself. */
export interface ApiKeyFacts {
  /** `short-term` keys are presigned requests, `long-term` keys are IAM service-specific credentials. */
  readonly kind: 'short-term' | 'long-term' | 'unknown'
  /** Short-term keys: when the key ends at the latest; it ends sooner if the credentials that signed it do. */
  readonly expiration?: Date | undefined
  /** Short-term keys: the one region where it is valid. */
  readonly region?: string | undefined
}

export const shortTermPrefix = 'bedrock-api-key-'

const presignedQuery = (base64: string): URLSearchParams => {
  try {
    return new URL(`https://${atob(base64)}`).searchParams
  } catch {
    return new URLSearchParams()
  }
}

/**
 * Reads a key without the network. A short-term key is base64 of a presigned URL without its scheme: date, life and
 * region stand in its query (source: AWS's token generator 1.1.0).
 */
export const readApiKey = (key: string): ApiKeyFacts => {
  if (/^ABSK[A-Za-z0-9+/=]+$/.test(key)) return { kind: 'long-term' }
  if (!key.startsWith(shortTermPrefix)) return { kind: 'unknown' }
  const query = presignedQuery(key.slice(shortTermPrefix.length))
  const end = readAmzDate(query.get('X-Amz-Date')) + Number(query.get('X-Amz-Expires') ?? Number.NaN) * 1000
  const region = query.get('X-Amz-Credential')?.split('/')[2]
  return {
    kind: 'short-term',
    expiration: Number.isNaN(end) ? undefined : new Date(end),
    region,
  }
}
