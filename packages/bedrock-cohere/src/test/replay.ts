import {
  createBedrock,
  type Generation,
  generateText,
  type LanguageModel,
  type StreamPart,
  streamText,
} from '@x/bedrock-core'
import { cohere } from '../cohere.ts'
import { cohereCommand } from '../command.ts'
import { bytesOf, type Exchange, streamed } from './recordings.ts'

/** A body that gives `bytes` in pieces ended at each of `cuts`. */
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
export const piecesOf = (size: number, length: number): number[] =>
  Array.from({ length: Math.ceil(length / size) - 1 }, (_, index) => (index + 1) * size)

const modelOf = ({ model, response }: Exchange, body: BodyInit): LanguageModel => {
  const { status, headers } = response
  const bedrock = createBedrock({
    region: 'us-east-1',
    auth: async (request) => request,
    families: [cohere(), cohereCommand()],
    fetch: async () => new Response(body, { status, headers }),
    retry: false,
  })
  return /command-(text|light)/.test(model)
    ? bedrock(model, { family: 'cohere-command' })
    : bedrock(model, { family: 'cohere', via: 'chat' })
}

/** The parts of a recorded stream, cut as wished. */
export const partsOf = async (exchange: Exchange, cuts: readonly number[] = []): Promise<StreamPart[]> => {
  const parts: StreamPart[] = []
  const model = modelOf(exchange, inPieces(bytesOf(exchange), cuts))
  for await (const part of streamText({ model, prompt: 'Anything.' })) parts.push(part)
  return parts
}

/** Asks anything, and is answered what was recorded. */
export const generationOf = (exchange: Exchange): Promise<Generation> =>
  streamed(exchange)
    ? streamText({ model: modelOf(exchange, inPieces(bytesOf(exchange), [])), prompt: 'Anything.' }).result
    : generateText({ model: modelOf(exchange, bytesOf(exchange)), prompt: 'Anything.' })
