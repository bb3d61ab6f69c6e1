import type { Auth } from '@x/bedrock-core'
import { signerFor } from '../auth/signature.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** Signs with the keys of the environment; an API key goes first, as in AWS's own clients. @throws Error where there is neither */
export const authFrom = (environment: Environment): Auth => {
  const apiKey = environment['AWS_BEARER_TOKEN_BEDROCK']
  if (apiKey)
    return async (request) => ({ ...request, headers: { ...request.headers, authorization: `Bearer ${apiKey}` } })
  const accessKeyId = environment['AWS_ACCESS_KEY_ID']
  const secretAccessKey = environment['AWS_SECRET_ACCESS_KEY']
  const sessionToken = environment['AWS_SESSION_TOKEN']
  if (!accessKeyId || !secretAccessKey)
    throw new Error(
      '--record needs credentials. Set AWS_BEARER_TOKEN_BEDROCK, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (and AWS_SESSION_TOKEN).',
    )
  const identity = { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) }
  return async (request, { region }) => {
    const { hostname, pathname, protocol, port, host } = new URL(request.url)
    const signed = await signerFor(identity, region).sign({
      method: request.method,
      protocol,
      hostname,
      ...(port === '' ? {} : { port: Number(port) }),
      path: pathname,
      headers: { ...request.headers, host },
      ...(request.body === undefined ? {} : { body: request.body }),
    })
    return { ...request, headers: signed.headers }
  }
}
