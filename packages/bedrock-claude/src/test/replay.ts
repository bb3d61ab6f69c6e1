import { createBedrock, type Generation, generateText, type StreamPart, streamText } from '@x/bedrock-core'
import { claude } from '../claude.ts'
import { claudeCompletion } from '../completion.ts'
import { bytesOf, type Exchange, isCompletion } from './recordings.ts'

/** A body that gives `bytes` in pieces ended at each of `cuts`. */
export const inPieces = (bytes: Uint8Array<ArrayBuffer>, cuts: readonly number[]): ReadableStream<Uint8Array> => {
  const edges = [0, ...cuts, bytes.length]
  let next = 1
  return new ReadableStream<Uint8Array>({
    pull: (controller) => {
      const end = edges[next]
      if (end === undefined) return controller.close()
      controller.enqueue(bytes.subarray(edges[next - 1], end))
      next += 1
    },
  })
}

/** Ends of pieces of one size. */
export const cutsOf = (size: number, length: number): number[] =>
  Array.from({ length: Math.ceil(length / size) - 1 }, (_, index) => (index + 1) * size)

const modelOf = (exchange: Exchange, body: BodyInit) => {
  const { status, headers } = exchange.response
  const bedrock = createBedrock({
    region: 'us-east-1',
    auth: async (request) => request,
    families: [claude(), claudeCompletion()],
    fetch: async () => new Response(body, { status, headers }),
    retry: false,
  })
  return isCompletion(exchange)
    ? bedrock(exchange.model, { family: 'claude-completion' })
    : bedrock(exchange.model, { family: 'claude', via: 'messages' })
}

/** Asks anything, and is answered what was recorded. */
export const replayWhole = (exchange: Exchange): Promise<Generation> =>
  generateText({ model: modelOf(exchange, bytesOf(exchange)), prompt: 'Anything.' })

/** The parts of a recorded stream, cut as wished, and of other bytes in its place. */
export const replayStream = async (
  exchange: Exchange,
  cuts: readonly number[] = [],
  bytes: Uint8Array<ArrayBuffer> = bytesOf(exchange),
): Promise<{ parts: StreamPart[]; failure: unknown }> => {
  const parts: StreamPart[] = []
  try {
    for await (const part of streamText({ model: modelOf(exchange, inPieces(bytes, cuts)), prompt: 'Anything.' }))
      parts.push(part)
  } catch (failure) {
    return { parts, failure }
  }
  return { parts, failure: undefined }
}
