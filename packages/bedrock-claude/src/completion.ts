import {
  BedrockError,
  type Delta,
  type Encoded,
  type Format,
  type JsonObject,
  maybeText,
  type Prompt,
  readText,
  type Turn,
} from '@x/bedrock-core/family'
import type { ClaudeOptions } from './options.ts'

const textOf = (turn: Turn): string =>
  turn.content
    .map((part) => {
      if (part.type === 'text') return part.text
      throw new BedrockError(
        'unsupported',
        `The completion form carries text alone, and this prompt has a ${part.type} part. Choose a newer model.`,
      )
    })
    .join('')

/** The two names that these models were trained on; a prompt ends where the assistant is to go on. */
const written = (prompt: Prompt<ClaudeOptions>): string => {
  const system = prompt.system.map((part) => part.text).join('\n\n')
  const turns = prompt.messages.map(
    (turn) => `\n\n${turn.role === 'assistant' ? 'Assistant' : 'Human'}: ${textOf(turn)}`,
  )
  return `${system}${turns.join('')}${prompt.messages.at(-1)?.role === 'assistant' ? '' : '\n\nAssistant:'}`
}

const encode = (prompt: Prompt<ClaudeOptions>): Encoded => ({
  body: {
    prompt: written(prompt),
    max_tokens_to_sample: prompt.maxOutputTokens ?? 4096,
    temperature: prompt.temperature,
    top_p: prompt.topP,
    top_k: prompt.topK,
    stop_sequences: prompt.stopSequences,
  },
})

/** `stop` names the stop sequence that was met. */
const ended = (from: JsonObject): Delta[] => {
  const raw = maybeText(from, 'stop_reason')
  const stopSequence = maybeText(from, 'stop')
  return raw === undefined ? [] : [{ type: 'finish', raw, ...(stopSequence === undefined ? {} : { stopSequence }) }]
}

const said = (text: string): Delta[] => (text === '' ? [] : [{ type: 'text', block: 0, text }])

/** Text completion of Claude 2 and Claude Instant: only when asked for by name, since they speak Messages too. */
export const completion: Format<ClaudeOptions> = {
  name: 'completion',
  operation: 'invoke',
  carries: ['system', 'top-k', 'stop-sequences', 'stream'],
  encode,
  decode: (body) => [...said(readText(body, 'completion')), ...ended(body)],
  reader: () => (event) => [...said(maybeText(event, 'completion') ?? ''), ...ended(event)],
}
