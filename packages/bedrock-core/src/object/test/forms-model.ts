import { createBedrock } from '../../client/create-bedrock.ts'
import type { LanguageModel } from '../../client/language-model.ts'
import { auth, chunk, streamed } from '../../client/test/fake-service.ts'
import { defineFamily } from '../../family/define.ts'
import type { Feature } from '../../family/feature.ts'
import type { Format } from '../../family/format.ts'
import type { Delta } from '../../speech/delta.ts'
import type { JsonObject } from '../../speech/json.ts'

/** What a model may be asked by, besides instructions. */
export const native: readonly Feature[] = [
  'system',
  'response-format',
  'tools',
  'tool-choice',
  'stream',
  'stream-tools',
]
export const forcedTool: readonly Feature[] = ['system', 'tools', 'tool-choice', 'stream', 'stream-tools']
export const anyTool: readonly Feature[] = ['system', 'tools', 'stream', 'stream-tools']
export const wordsOnly: readonly Feature[] = ['system', 'stream']
export const noSystem: readonly Feature[] = ['stream']

const deltasOf = ({ deltas }: JsonObject): Delta[] => (Array.isArray(deltas) ? (deltas as unknown[] as Delta[]) : [])

/** Its body is the prompt itself, its answers are deltas. */
const formatOf = (carries: readonly Feature[]): Format => ({
  name: 'forms',
  operation: 'invoke',
  carries,
  encode: (prompt) => ({ body: JSON.parse(JSON.stringify(prompt)) as JsonObject }),
  decode: deltasOf,
  reader: () => deltasOf,
})

const counts: readonly Delta[] = [{ type: 'usage', usage: { source: 'body', inputTokens: 10, outputTokens: 5 } }]

export const writes = (pieces: readonly string[], raw = 'end_turn'): readonly Delta[] => [
  ...pieces.map((text): Delta => ({ type: 'text', block: 0, text })),
  ...counts,
  { type: 'finish', raw },
]

export const calls = (pieces: readonly string[], name = 'answer', raw = 'tool_use'): readonly Delta[] => [
  { type: 'text', block: 0, text: 'I will call it.' },
  { type: 'tool', block: 1, id: 't1', name },
  ...pieces.map((input): Delta => ({ type: 'tool', block: 1, input })),
  ...counts,
  { type: 'finish', raw },
]

/** A model with some features that always gives one answer: in frames of one delta, or whole. `asked` holds its prompts. */
export const formsModel = (
  carries: readonly Feature[],
  deltas: readonly Delta[],
): { readonly model: LanguageModel; readonly asked: JsonObject[] } => {
  const asked: JsonObject[] = []
  const family = defineFamily({ name: 'forms', prefixes: ['forms.'], formats: [formatOf(carries)] })
  const bedrock = createBedrock({
    region: 'us-east-1',
    auth,
    families: [family],
    retry: false,
    fetch: async (url, init) => {
      const body: unknown = await new Request(url, init).json()
      asked.push(body as JsonObject)
      return String(url).endsWith('stream')
        ? streamed(deltas.map((delta) => chunk({ deltas: [delta] })))
        : Response.json({ deltas }, { headers: { 'x-amzn-requestid': 'request-1' } })
    },
  })
  return { model: bedrock('forms.one-v1:0'), asked }
}

/** What stands in a prompt, by a path. */
export const at = (value: unknown, ...path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>(
    (found, step) => (typeof found === 'object' && found !== null ? Reflect.get(found, step) : undefined),
    value,
  )
