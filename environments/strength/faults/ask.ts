import {
  BedrockError,
  type CallOptions,
  createBedrock,
  type Generation,
  generateText,
  type StreamPart,
  streamText,
  type TextStream,
  type TimeoutOptions,
} from '@x/bedrock-core'
import { type NodeFetch, nodeFetch } from '@x/bedrock-node'
import type { Row } from '../shared/rows.ts'
import type { Script, Service } from './service.ts'

/** Both ways to the network that Node users have. */
export const transports: readonly (readonly [name: string, make: () => NodeFetch | undefined])[] = [
  ['the platform’s fetch', () => undefined],
  ['bedrock-node’s transport', () => nodeFetch()],
]

export interface AskOptions {
  readonly row: Row
  readonly service: Service
  readonly script: Script
  readonly fetch?: NodeFetch | undefined
  readonly signal?: AbortSignal
  readonly timeout?: TimeoutOptions
  /** Happens while the request is signed. */
  readonly signing?: () => Promise<void>
}

/** One call, tried once. */
const callOf = ({ row, service, script, fetch, signal, timeout, signing }: AskOptions): CallOptions => {
  const bedrock = createBedrock({
    region: 'us-east-1',
    auth: async (request) => {
      await signing?.()
      return { ...request, headers: { ...request.headers, ...service.headersFor(script) } }
    },
    families: [row.family],
    endpoint: service.endpoint,
    retry: false,
    ...(fetch === undefined ? {} : { fetch }),
    ...(timeout === undefined ? {} : { timeout }),
  })
  return {
    model: bedrock(row.model, { family: row.family.name, via: row.format.name }),
    prompt: 'Hi',
    ...(signal === undefined ? {} : { signal }),
  }
}

export const ask = (options: AskOptions): TextStream => streamText(callOf(options))

export interface Outcome {
  readonly parts: readonly StreamPart[]
  readonly error: BedrockError | undefined
}

/** Reads to the end. What is thrown must be one typed error, and the same one that `result` rejects with. */
export const outcomeOf = async (stream: TextStream): Promise<Outcome> => {
  const parts: StreamPart[] = []
  try {
    for await (const part of stream) parts.push(part)
  } catch (error) {
    const again = await stream.result.catch((reason: unknown) => reason)
    if (!BedrockError.is(error)) throw error
    if (again !== error) throw new Error('the loop and the result failed differently')
    return { parts, error }
  }
  await stream.result
  return { parts, error: undefined }
}

export const outcome = (options: AskOptions): Promise<Outcome> => outcomeOf(ask(options))

export interface WholeOutcome {
  readonly generation: Generation | undefined
  readonly error: BedrockError | undefined
}

/** Asks for the answer in one piece. What is thrown must be a typed error. */
export const wholeOutcome = async (options: AskOptions): Promise<WholeOutcome> => {
  try {
    return { generation: await generateText(callOf(options)), error: undefined }
  } catch (error) {
    if (!BedrockError.is(error)) throw error
    return { generation: undefined, error }
  }
}
