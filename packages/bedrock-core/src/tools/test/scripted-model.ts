import { createBedrock } from '../../client/create-bedrock.ts'
import type { LanguageModel } from '../../client/language-model.ts'
import { auth, chunk, streamed } from '../../client/test/fake-service.ts'
import { defineFamily } from '../../family/define.ts'
import type { Format } from '../../family/format.ts'
import type { Delta } from '../../speech/delta.ts'
import type { Json, JsonObject } from '../../speech/json.ts'

/** A call as an answer holds it; text that is no JSON may stand for its input. */
export const call = (block: number, id: string, name: string, input: Json | undefined): readonly Delta[] => [
  { type: 'tool', block, id, name },
  ...(input === undefined
    ? []
    : [{ type: 'tool', block, input: typeof input === 'string' ? input : JSON.stringify(input) } as const]),
]

export const calls = (...all: readonly (readonly [id: string, name: string, input?: Json])[]): readonly Delta[] => [
  ...all.flatMap(([id, name, input], block) => call(block, id, name, input)),
  { type: 'usage', usage: { source: 'body', inputTokens: 10, outputTokens: 5, cacheReadTokens: 2 } },
  { type: 'finish', raw: 'tool_use' },
]

export const says = (text: string, raw = 'end_turn'): readonly Delta[] => [
  { type: 'text', block: 0, text },
  { type: 'usage', usage: { source: 'body', inputTokens: 10, outputTokens: 5 } },
  { type: 'finish', raw },
]

const deltasOf = ({ deltas }: JsonObject): Delta[] => (Array.isArray(deltas) ? (deltas as unknown[] as Delta[]) : [])

/** Its body is the prompt itself, its events are deltas. */
const format: Format = {
  name: 'script',
  operation: 'invoke',
  carries: ['system', 'tools', 'tool-choice', 'stream', 'stream-tools'],
  encode: ({ messages, tools, toolChoice, system }) => ({
    body: JSON.parse(JSON.stringify({ messages, tools, toolChoice, system })) as JsonObject,
  }),
  decode: (body) => deltasOf(body),
  reader: () => (event) => deltasOf(event),
}

export interface Script {
  readonly model: LanguageModel
  /** The bodies of all requests. */
  readonly asked: JsonObject[]
}

/** A model that gives these answers, one a request, each delta in a frame of its own; the last one again and again. */
export const scriptedModel = (...answers: readonly (readonly Delta[])[]): Script => {
  const asked: JsonObject[] = []
  const family = defineFamily({ name: 'script', prefixes: ['script.'], formats: [format] })
  const bedrock = createBedrock({
    region: 'us-east-1',
    auth,
    families: [family],
    retry: false,
    fetch: async (url, init) => {
      asked.push((await new Request(url, init).json()) as JsonObject)
      const answer = answers[Math.min(asked.length, answers.length) - 1] ?? []
      return streamed(answer.map((delta) => chunk({ deltas: [delta] })))
    },
  })
  return { model: bedrock('script.one-v1:0'), asked }
}
