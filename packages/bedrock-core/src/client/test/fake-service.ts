import { BedrockError } from '../../errors/bedrock-error.ts'
import { encodeFrame } from '../../testing/encode-frame.ts'
import { type ToyOptions, toy } from '../../testing/toy-family.ts'
import type { Auth, Fetch } from '../../wire/http.ts'
import { createBedrock } from '../create-bedrock.ts'
import type { LanguageModel } from '../language-model.ts'

export const auth: Auth = async (request) => ({ ...request, headers: { ...request.headers, authorization: 'signed' } })

export const chunk = (event: unknown): Uint8Array =>
  encodeFrame(
    { ':event-type': 'chunk', ':content-type': 'application/json', ':message-type': 'event' },
    JSON.stringify({ bytes: btoa(JSON.stringify(event)) }),
  )

export const frames: readonly Uint8Array[] = [
  { text: 'Hel' },
  { text: 'lo' },
  { stop: 'end_turn', 'amazon-bedrock-invocationMetrics': { inputTokenCount: 3, outputTokenCount: 2 } },
].map(chunk)

export const streamed = (pieces: readonly Uint8Array[], onCancel?: () => void, close = true): Response => {
  let next = 0
  return new Response(
    new ReadableStream<Uint8Array>({
      pull: (controller) => {
        const piece = pieces[next++]
        if (piece !== undefined) controller.enqueue(piece.slice())
        else if (close) controller.close()
        else return new Promise(() => {})
        return undefined
      },
      cancel: () => onCancel?.(),
    }),
    { headers: { 'x-amzn-requestid': 'request-1' } },
  )
}

export const modelOn = (fetch: Fetch, extra: object = {}): LanguageModel<ToyOptions> =>
  createBedrock({ region: 'us-east-1', auth, families: [toy()], fetch, retry: false, ...extra })('toy.one-v1:0')

export const failureOf = async (work: Promise<unknown>): Promise<BedrockError> => {
  try {
    await work
  } catch (error) {
    if (BedrockError.is(error)) return error
    throw error
  }
  throw new Error('did not fail')
}

export const partsOf = async (stream: AsyncIterable<{ type: string }>): Promise<string[]> => {
  const types: string[] = []
  for await (const part of stream) types.push(part.type)
  return types
}
