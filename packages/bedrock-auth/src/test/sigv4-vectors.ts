import type { Credentials } from '../credentials/credentials.ts'
import { readVectors } from './vectors.ts'

export interface VectorCredentials {
  readonly access_key_id: string
  readonly secret_access_key: string
  readonly token?: string
}

/** One case of AWS's SigV4 suite. `target` stands in the request as it is, not encoded. */
export interface SuiteCase {
  readonly name: string
  readonly context: {
    readonly credentials: VectorCredentials
    readonly region: string
    readonly service: string
    readonly timestamp: string
    readonly expiration_in_seconds: number
    readonly normalize: boolean
    readonly sign_body: boolean
    readonly omit_session_token?: boolean
  }
  readonly request: {
    readonly method: 'GET' | 'POST'
    readonly target: string
    readonly headers: readonly (readonly [string, string])[]
    readonly body: string
  }
  readonly header: { readonly authorization: string }
  readonly query: { readonly signedTarget: string }
}

/** One request to Bedrock Runtime, signed by botocore. */
export interface BedrockCase {
  readonly name: string
  readonly context: SuiteCase['context']
  readonly request: {
    readonly method: 'POST'
    readonly url: string
    readonly headers: Readonly<Record<string, string>>
    readonly body: string
  }
  readonly signedHeaders: Readonly<Record<string, string>>
}

const casesOf = (name: string): unknown[] => {
  const text = readVectors(name)
  return text === undefined ? [] : JSON.parse(text).cases
}

export const suiteCases = (): SuiteCase[] => casesOf('sigv4.json').map((one) => one as SuiteCase)
export const bedrockCases = (): BedrockCase[] => casesOf('sigv4-bedrock.json').map((one) => one as BedrockCase)

export const credentialsOf = ({ access_key_id, secret_access_key, token }: VectorCredentials): Credentials => ({
  accessKeyId: access_key_id,
  secretAccessKey: secret_access_key,
  sessionToken: token,
})
