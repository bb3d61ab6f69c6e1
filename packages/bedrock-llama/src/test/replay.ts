import { createBedrock, type Generation, generateText, type StreamPart, streamText } from '@x/bedrock-core'
import { llama } from '../llama.ts'
import { bytesOf, type Exchange, isStream } from './recordings.ts'

const inPieces = (bytes: Uint8Array<ArrayBuffer>, cuts: readonly number[]): ReadableStream<Uint8Array> => {
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
    families: [llama()],
    fetch: async () => new Response(body, { status, headers }),
    retry: false,
  })
  return bedrock(exchange.model, {
    family: 'llama',
    via: exchange.operation.startsWith('converse') ? 'converse' : 'native',
  })
}

/** The parts of a recorded answer, cut as wished. Asks anything, and is answered what was recorded. */
export const partsOf = async (exchange: Exchange, cuts: readonly number[] = []): Promise<StreamPart[]> => {
  const parts: StreamPart[] = []
  const model = modelOf(exchange, inPieces(bytesOf(exchange), cuts))
  for await (const part of streamText({ model, prompt: 'Anything.' })) parts.push(part)
  return parts
}

/** A recorded answer through the client. */
export const replay = async (exchange: Exchange): Promise<Generation> => {
  if (!isStream(exchange)) return generateText({ model: modelOf(exchange, bytesOf(exchange)), prompt: 'Anything.' })
  const last = (await partsOf(exchange)).at(-1)
  if (last?.type !== 'finish') throw new Error(`${exchange.id} did not finish`)
  return last.generation
}
