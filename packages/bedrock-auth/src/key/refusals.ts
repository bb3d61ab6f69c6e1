import { type AuthContext, BedrockError, type HttpRequest } from '@x/bedrock-core'
import type { HiddenKey } from './hidden-key.ts'

/** What API keys cannot do, whatever they permit (source: API keys reference in the Bedrock user guide). */
const closedToKeys: readonly {
  readonly what: string
  readonly test: (host: string, path: string, operation: string) => boolean
}[] = [
  {
    what: 'InvokeModelWithBidirectionalStream',
    test: (_, path, operation) =>
      /bidirectional-stream$/.test(operation) || path.endsWith('/invoke-with-bidirectional-stream'),
  },
  { what: 'Agents for Amazon Bedrock', test: (host) => /^bedrock-agent(-runtime)?(-fips)?\./.test(host) },
  { what: 'Bedrock Data Automation', test: (host) => /^bedrock-data-automation(-runtime)?(-fips)?\./.test(host) },
]

/** Refuses what AWS would refuse, before it is sent and with the reason. */
export const refuseWhatKeysCannot = (key: HiddenKey, request: HttpRequest, context: AuthContext, now: number): void => {
  const { hostname, pathname } = new URL(request.url)
  const closed = closedToKeys.find(({ test }) => test(hostname, pathname, context.operation))
  if (closed !== undefined)
    throw new BedrockError(
      'unsupported',
      `Bedrock API keys cannot be used for ${closed.what}. Use auth: sigv4(…) with AWS credentials.`,
    )
  if (key.expiration !== undefined && key.expiration.getTime() <= now)
    throw new BedrockError(
      'expired-credentials',
      `The Bedrock API key ended at ${key.expiration.toISOString()}. Make a new one, or let mintedApiKey(…) renew it.`,
    )
  if (key.region !== undefined && key.region !== context.region)
    throw new BedrockError(
      'invalid-credentials',
      `The Bedrock API key is for ${key.region}, the request goes to ${context.region}. Use a key made for ${context.region}.`,
    )
}
