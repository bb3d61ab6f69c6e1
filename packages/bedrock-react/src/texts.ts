import { BedrockError, errorFromReply, readUIBatches } from '@x/bedrock-core/ui'

const cut = (cause: unknown): BedrockError =>
  new BedrockError('network', 'The connection failed. Check the network and try again.', { cause })

async function* plainTexts(response: Response): AsyncGenerator<string, void> {
  if (!response.ok || response.body === null) throw await errorFromReply(response)
  const reader = response.body.getReader()
  const decoder = new TextDecoder()
  try {
    for (;;) {
      const { value, done } = await reader.read()
      const text = done ? decoder.decode() : decoder.decode(value, { stream: true })
      if (text !== '') yield text
      if (done) return
    }
  } catch (cause) {
    throw cut(cause)
  } finally {
    await reader.cancel().catch(() => {})
  }
}

async function* spokenTexts(response: Response): AsyncGenerator<string, void> {
  for await (const { chunks } of readUIBatches(response)) {
    const text = chunks.map((chunk) => (chunk.type === 'text-delta' ? chunk.delta : '')).join('')
    if (text !== '') yield text
  }
}

/**
 * The text of an answer as it comes: of a UI message stream, or of plain text, which cannot say that it broke off or failed.
 * @throws BedrockError what the server said, or `network`
 */
export async function* readTexts(asked: Promise<Response>): AsyncGenerator<string, void> {
  const response = await asked.catch((cause: unknown) => {
    throw cut(cause)
  })
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream')
  yield* isStream ? spokenTexts(response) : plainTexts(response)
}
