import { readTextStream, readUIBatches } from '@x/bedrock-core/ui'

/** The text of an answer as it comes: of a UI message stream, or of plain text. @throws BedrockError what the server said, or `network` */
export async function* readTexts(asked: Promise<Response>): AsyncGenerator<string, void> {
  const type = await asked.then(
    ({ headers }) => headers.get('content-type'),
    () => undefined,
  )
  if (!type?.startsWith('text/event-stream')) yield* readTextStream(asked)
  else
    for await (const { chunks } of readUIBatches(asked)) {
      const text = chunks.map((chunk) => (chunk.type === 'text-delta' ? chunk.delta : '')).join('')
      if (text !== '') yield text
    }
}
