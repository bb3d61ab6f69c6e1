import {
  type Bedrock,
  createBedrock,
  type Generation,
  generateText,
  type LanguageModel,
  type StreamPart,
  streamText,
} from '@x/bedrock-core'
import type { AnyFamily } from '@x/bedrock-core/family'
import { bytesOf, type Exchange, isStream } from './exchange.ts'

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

/** Ends of pieces of one size, in bytes. */
export const cutsOf = (size: number, length: number): number[] =>
  Array.from({ length: Math.ceil(length / size) - 1 }, (_, index) => (index + 1) * size)

/** How recordings are asked for again. */
export interface Asked<Family extends AnyFamily> {
  readonly families: readonly Family[]
  /** The model that this exchange was with. */
  readonly model: (bedrock: Bedrock<Family>, exchange: Exchange) => LanguageModel
  /** The bytes of a stream, undefined for a whole answer. Default: by the operation. */
  readonly streamBytes?: (exchange: Exchange) => Uint8Array<ArrayBuffer> | undefined
}

/** Asks the client anything, and answers it what was recorded. */
export interface Replay {
  /** The parts of a stream cut as wished, of other bytes if given, up to its end or its failure. */
  readonly attempt: (
    exchange: Exchange,
    cuts?: readonly number[],
    bytes?: Uint8Array<ArrayBuffer>,
  ) => Promise<{ parts: StreamPart[]; failure: unknown }>
  /** The parts of a stream cut as wished. */
  readonly parts: (exchange: Exchange, cuts?: readonly number[]) => Promise<StreamPart[]>
  /** What a whole answer or a stream comes to. */
  readonly generation: (exchange: Exchange) => Promise<Generation>
}

export const createReplay = <const Family extends AnyFamily>({
  families,
  model,
  streamBytes = (exchange) => (isStream(exchange) ? bytesOf(exchange) : undefined),
}: Asked<Family>): Replay => {
  const call = (exchange: Exchange, body: BodyInit) => {
    const { status, headers } = exchange.response
    const bedrock = createBedrock({
      region: 'us-east-1',
      auth: async (request) => request,
      families,
      fetch: async () => new Response(body, { status, headers }),
      retry: false,
    })
    return { model: model(bedrock, exchange), prompt: 'Anything.' }
  }
  const attempt: Replay['attempt'] = async (
    exchange,
    cuts = [],
    bytes = streamBytes(exchange) ?? bytesOf(exchange),
  ) => {
    const parts: StreamPart[] = []
    try {
      for await (const part of streamText(call(exchange, inPieces(bytes, cuts)))) parts.push(part)
    } catch (failure) {
      return { parts, failure }
    }
    return { parts, failure: undefined }
  }
  const parts: Replay['parts'] = async (exchange, cuts) => {
    const { parts: given, failure } = await attempt(exchange, cuts)
    if (failure !== undefined) throw failure
    return given
  }
  const generation: Replay['generation'] = async (exchange) => {
    if (streamBytes(exchange) === undefined) return generateText(call(exchange, bytesOf(exchange)))
    const last = (await parts(exchange)).at(-1)
    if (last?.type !== 'finish') throw new Error(`${exchange.id} did not finish`)
    return last.generation
  }
  return { attempt, parts, generation }
}
