import { BedrockError } from '../errors/bedrock-error.ts'
import { errorFromReply } from './error-response.ts'

const connectionError = (cause: unknown): BedrockError => {
  if (BedrockError.is(cause)) return cause
  return cause instanceof Error && cause.name === 'AbortError'
    ? new BedrockError('aborted', 'The answer was stopped.', { cause })
    : new BedrockError('network', 'The connection failed. Check the network and try again.', { cause })
}

/**
 * The text of a reply as the network gives it, such as `toTextResponse` sends; a request that fails fails here. Leaving the loop
 * closes the connection. Plain text cannot say that it broke off or failed.
 * @throws BedrockError `network`, `aborted`, or the server's own code
 */
export async function* readTextStream(asked: Response | Promise<Response>): AsyncGenerator<string, void> {
  const decoder = new TextDecoder()
  let reader: ReadableStreamDefaultReader<Uint8Array> | undefined
  try {
    const response = await asked
    if (!response.ok || response.body === null) throw await errorFromReply(response)
    reader = response.body.getReader()
    for (;;) {
      const { value, done } = await reader.read()
      const text = decoder.decode(value, { stream: !done })
      if (text !== '') yield text
      if (done) return
    }
  } catch (cause) {
    throw connectionError(cause)
  } finally {
    await reader?.cancel().catch(() => {})
  }
}
