import { type Auth, anyConverse, type Bedrock, type BedrockOptions, createBedrock } from '@x/bedrock-core'
import type { AnyFamily } from '@x/bedrock-core/family'
import { testIdentity } from '../auth/identity.ts'

/** Proves the test identity by its API key. */
export const testAuth: Auth = async (request) => ({
  ...request,
  headers: { ...request.headers, authorization: `Bearer ${testIdentity.apiKey}` },
})

/** Our own client, asking a local Bedrock on Converse; it never asks twice unless told. */
export const clientOf = (
  options: Partial<BedrockOptions<AnyFamily>> & Pick<BedrockOptions<AnyFamily>, 'endpoint' | 'fetch'>,
): Bedrock<ReturnType<typeof anyConverse>> =>
  createBedrock({ region: 'us-east-1', auth: testAuth, retry: false, ...options, families: [anyConverse()] })
