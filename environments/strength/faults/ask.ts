import {
  BedrockError,
  createBedrock,
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
}

/** One streamed call, tried once. */
export const ask = ({ row, service, script, fetch, signal, timeout }: AskOptions): TextStream => {
  const bedrock = createBedrock({
    region: 'us-east-1',
    auth: async (request) => ({ ...request, headers: { ...request.headers, ...service.headersFor(script) } }),
    families: [row.family],
    endpoint: service.endpoint,
    retry: false,
    ...(fetch === undefined ? {} : { fetch }),
    ...(timeout === undefined ? {} : { timeout }),
  })
  return streamText({
    model: bedrock(row.model, { family: row.family.name, via: row.format.name }),
    prompt: 'Hi',
    ...(signal === undefined ? {} : { signal }),
  })
}

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
