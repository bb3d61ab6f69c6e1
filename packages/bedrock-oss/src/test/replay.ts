import type { JsonObject } from '@x/bedrock-core/family'
import { bytesOfEvents } from '@x/bedrock-core/testing'
import { bytesOf, createReplay, type Exchange, isStream, type Replay } from '@x/recordings'
import { chat } from '../chat/format.ts'
import { oss } from '../oss.ts'

const isJsonList = (chunks: readonly unknown[]): chunks is readonly JsonObject[] =>
  chunks.every((chunk) => typeof chunk === 'object' && chunk !== null)

/** Chunks of the OpenAI-compatible path are put into frames, as InvokeModel would send them. */
export const streamBytesOf = (exchange: Exchange): Uint8Array<ArrayBuffer> | undefined => {
  if (isStream(exchange)) return bytesOf(exchange)
  const chunks: readonly unknown[] | undefined = exchange.response.chunks
  return chunks && new Uint8Array(bytesOfEvents(chat, isJsonList(chunks) ? chunks : []))
}

export const replay: Replay = createReplay({
  families: [oss()],
  model: (bedrock) => bedrock('openai.gpt-oss-20b-1:0', { via: 'chat' }),
  streamBytes: streamBytesOf,
})
