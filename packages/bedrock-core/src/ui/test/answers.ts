import type { Delta } from '../../speech/delta.ts'
import type { StreamPart } from '../../speech/stream-part.ts'
import { foldDeltas } from '../../testing/fold-deltas.ts'
import type { ChunkOptions, Sealed } from '../chunks-of-part.ts'
import { citedSources } from '../cited-sources.ts'
import { unsealed } from '../request/unsealed.ts'

/** What sends all that an answer may hold. */
export const everything: Sealed<ChunkOptions> = { seal: unsealed, sources: citedSources }

/** The parts of an answer as `streamText` gives them. */
export const answerParts = (deltas: readonly Delta[], modelId = 'vendor.model-v1:0'): readonly StreamPart[] => [
  { type: 'start', warnings: [], response: { modelId } },
  ...foldDeltas(deltas, 'test', modelId).parts,
]

/** Thinks, speaks of a source, calls a tool. */
export const richDeltas: readonly Delta[] = [
  { type: 'reasoning', block: 0, text: 'Let me ' },
  { type: 'reasoning', block: 0, text: 'see.', signature: 'c2ln' },
  { type: 'text', block: 1, text: 'Grüße, ' },
  { type: 'text', block: 1, text: '世界 🌍\n\ndata: no event' },
  { type: 'citation', block: 1, citation: { title: 'Page', location: { type: 'web', url: 'https://a.example/b' } } },
  { type: 'citation', block: 1, citation: { source: 'javascript:alert(1)', citedText: 'words' } },
  { type: 'tool', block: 2, id: 'call-1', name: 'weather', input: '{"city":' },
  { type: 'tool', block: 2, input: '"Bern"}' },
  { type: 'file', block: 3, mediaType: 'image/png', data: 'AAAA' },
  { type: 'usage', usage: { source: 'body', inputTokens: 3, outputTokens: 5 } },
  { type: 'finish', raw: 'tool_use' },
]

/** Gives values one by one, each in its own turn of the event loop. */
export async function* slowly<Value>(values: readonly Value[]): AsyncGenerator<Value, void> {
  for (const value of values) {
    await new Promise((resolve) => setImmediate(resolve))
    yield value
  }
}

/** Gives values, then fails. */
export async function* thenFail<Value>(values: readonly Value[], cause: unknown): AsyncGenerator<Value, void> {
  yield* values
  throw cause
}

/** A response of these bytes in pieces of the given lengths; what is left comes last. */
export const responseOf = (bytes: Uint8Array<ArrayBuffer>, lengths: readonly number[] = []): Response => {
  let at = 0
  const cuts = [...lengths]
  return new Response(
    new ReadableStream<Uint8Array<ArrayBuffer>>({
      pull(controller) {
        if (at >= bytes.length) return controller.close()
        const end = Math.min(bytes.length, at + (cuts.shift() ?? bytes.length))
        controller.enqueue(bytes.slice(at, end))
        at = end
      },
    }),
  )
}

/** Everything an iterable gives. */
export const collect = async <Value>(values: AsyncIterable<Value>): Promise<Value[]> => {
  const all: Value[] = []
  for await (const value of values) all.push(value)
  return all
}
