import { BedrockError } from '@x/bedrock-core'

/** Words undici's failure to connect in time; any other failure stays as it is. */
export const connectTimeout = (cause: unknown, url: string, limit: number | undefined): unknown => {
  const within = cause instanceof Error ? cause.cause : undefined
  if (!(within instanceof Error && 'code' in within && within.code === 'UND_ERR_CONNECT_TIMEOUT')) return cause
  const allowed = limit === undefined ? 'the dispatcher’s limit' : `${limit} ms (connectTimeout of nodeFetch)`
  return new BedrockError(
    'timeout',
    `No connection to ${new URL(url).host} within ${allowed}. Check the network, the region and the endpoint, or try again.`,
    { cause },
  )
}
