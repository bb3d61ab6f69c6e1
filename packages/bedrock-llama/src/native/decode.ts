import { type Delta, type JsonObject, maybeText, numbersOf, readText } from '@x/bedrock-core/family'

const textOf = (text: string): Delta[] => (text === '' ? [] : [{ type: 'text', block: 0, text }])

/** Recorded: the prompt's count stands in the first chunk alone, the answer's grows from chunk to chunk. */
const usageOf = (from: JsonObject): Delta[] => {
  const counts = numbersOf(from, { inputTokens: 'prompt_token_count', outputTokens: 'generation_token_count' })
  return Object.keys(counts).length === 0 ? [] : [{ type: 'usage', usage: { source: 'body', ...counts } }]
}

/**
 * What a guardrail blocked has no stop reason. Masked chunks bear the same mark, each of them, so a masked stream that is cut
 * passes for whole: the wire does not tell the two apart.
 */
const stopOf = (from: JsonObject): string | undefined =>
  maybeText(from, 'stop_reason') ?? (from['amazon-bedrock-guardrailAction'] === 'INTERVENED' ? 'INTERVENED' : undefined)

const finishOf = (raw: string | undefined): Delta => ({ type: 'finish', ...(raw === undefined ? {} : { raw }) })

/** Reads a whole answer. @throws BedrockError `malformed` */
export const decode = (body: JsonObject): Delta[] => [
  ...textOf(readText(body, 'generation')),
  ...usageOf(body),
  finishOf(stopOf(body)),
]

/** Reads one chunk; the last may still hold text. */
const readChunk = (chunk: JsonObject): Delta[] => {
  const stop = stopOf(chunk)
  return [
    ...textOf(maybeText(chunk, 'generation') ?? ''),
    ...usageOf(chunk),
    ...(stop === undefined ? [] : [finishOf(stop)]),
  ]
}

/** Each chunk says what it means by itself: nothing need be remembered. */
export const createReader = (): typeof readChunk => readChunk
