import { createBedrock, type Generation, generateText, type StreamPart, streamText } from '@x/bedrock-core'
import type { JsonObject } from '@x/bedrock-core/family'
import { bytesOfEvents } from '@x/bedrock-core/testing'
import { chat } from '../chat/format.ts'
import { oss } from '../oss.ts'
import { chunksOf } from './independent-reading.ts'
import { bytesOf, type Exchange } from './recordings.ts'

const inPieces = (bytes: Uint8Array, size: number, first = size): ReadableStream<Uint8Array> => {
  let at = 0
  return new ReadableStream<Uint8Array>({
    pull: (controller) => {
      if (at >= bytes.length) return controller.close()
      const end = at === 0 ? first : at + size
      controller.enqueue(bytes.subarray(at, end))
      at = end
    },
  })
}

const modelOf = (body: BodyInit, headers: Readonly<Record<string, string>>) =>
  createBedrock({
    region: 'us-east-1',
    auth: async (request) => request,
    families: [oss()],
    fetch: async () => new Response(body, { headers }),
    retry: false,
  })('openai.gpt-oss-20b-1:0', { via: 'chat' })

const isJsonList = (chunks: readonly unknown[]): chunks is readonly JsonObject[] =>
  chunks.every((chunk) => typeof chunk === 'object' && chunk !== null)

/** Chunks of the OpenAI-compatible path are put into frames, as InvokeModel would send them. */
export const streamBytesOf = (exchange: Exchange): Uint8Array => {
  if (exchange.operation === 'invoke-with-response-stream') return bytesOf(exchange)
  const chunks: readonly unknown[] = chunksOf(exchange)
  return bytesOfEvents(chat, isJsonList(chunks) ? chunks : [])
}

export const isStream = ({ operation, response }: Exchange): boolean =>
  operation === 'invoke-with-response-stream' || response.chunks !== undefined

/** The parts of a recorded stream, in pieces of `size`, the first of `first` bytes. */
export const replayStream = async (
  exchange: Exchange,
  size: number = Number.MAX_SAFE_INTEGER,
  first: number = size,
): Promise<StreamPart[]> => {
  const parts: StreamPart[] = []
  const model = modelOf(inPieces(streamBytesOf(exchange), size, first), exchange.response.headers)
  for await (const part of streamText({ model, prompt: 'Anything.' })) parts.push(part)
  return parts
}

/** Asks anything, and is answered what was recorded. */
export const replay = async (exchange: Exchange): Promise<Generation> => {
  if (!isStream(exchange))
    return generateText({ model: modelOf(bytesOf(exchange), exchange.response.headers), prompt: 'Anything.' })
  const last = (await replayStream(exchange)).at(-1)
  if (last?.type !== 'finish') throw new Error(`${exchange.id} did not finish`)
  return last.generation
}
