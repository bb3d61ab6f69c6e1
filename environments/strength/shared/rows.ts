import { claude, claudeCompletion } from '@x/bedrock-claude'
import { cohere, cohereCommand } from '@x/bedrock-cohere'
import { anyConverse } from '@x/bedrock-core'
import type { AnyFamily, Format, JsonObject } from '@x/bedrock-core/family'
import { llama } from '@x/bedrock-llama'
import { oss } from '@x/bedrock-oss'

/** An answer in pieces and whole. */
interface Old {
  readonly events: readonly JsonObject[]
  readonly body: JsonObject
}

/** One wire form of one family, and a model that speaks it. */
export interface Row {
  readonly name: string
  readonly family: AnyFamily
  readonly format: Format
  readonly model: string
  /** What the old forms say, which the local Bedrock does not speak. */
  readonly old?: Old
}

const models: readonly (readonly [family: AnyFamily, model: string, old?: Old])[] = [
  [claude(), 'anthropic.claude-sonnet-4-5-20250929-v1:0'],
  [
    claudeCompletion(),
    'anthropic.claude-v2:1',
    {
      events: [
        { type: 'completion', completion: ' Hel', stop_reason: null },
        { type: 'completion', completion: 'lo.', stop_reason: 'stop_sequence', stop: '\n\nHuman:' },
      ],
      body: { type: 'completion', completion: ' Hello.', stop_reason: 'stop_sequence', stop: '\n\nHuman:' },
    },
  ],
  [cohere(), 'cohere.command-r-v1:0'],
  [
    cohereCommand(),
    'cohere.command-text-v14',
    {
      events: [
        { index: 0, is_finished: false, text: ' Hel' },
        { index: 0, is_finished: false, text: 'lo.' },
        { is_finished: true, finish_reason: 'COMPLETE' },
      ],
      body: { id: 'a', generations: [{ id: 'b', text: ' Hello.', finish_reason: 'COMPLETE' }], prompt: 'Hi' },
    },
  ],
  [llama(), 'meta.llama3-1-8b-instruct-v1:0'],
  [oss(), 'openai.gpt-oss-20b-1:0'],
  [anyConverse(), 'amazon.nova-lite-v1:0'],
]

/** Every wire form of every family. */
export const rows: readonly Row[] = models.flatMap(([family, model, old]) =>
  family.formats.map((format) => ({
    name: `${family.name}/${format.name}`,
    family,
    format,
    model,
    ...(old === undefined ? {} : { old }),
  })),
)
