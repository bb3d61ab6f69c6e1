import {
  BedrockError,
  type Delta,
  defineFamily,
  type Encoded,
  type Family,
  type Format,
  type JsonObject,
  maybeText,
  type Prompt,
  readText,
  type Turn,
} from '@x/bedrock-core/family'

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
const written = (prompt: Prompt): string => {
  const system = prompt.system.map((part) => part.text).join('\n\n')
  const turns = prompt.messages.map(
    (turn) => `\n\n${turn.role === 'assistant' ? 'Assistant' : 'Human'}: ${textOf(turn)}`,
  )
  return `${system}${turns.join('')}${prompt.messages.at(-1)?.role === 'assistant' ? '' : '\n\nAssistant:'}`
}

const encode = (prompt: Prompt): Encoded => ({
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
  return raw === undefined ? [] : [{ type: 'finish', raw, stopSequence: maybeText(from, 'stop') }]
}

const said = (text: string): Delta[] => (text === '' ? [] : [{ type: 'text', block: 0, text }])

const completion: Format = {
  name: 'completion',
  operation: 'invoke',
  carries: ['system', 'top-k', 'stop-sequences', 'stream'],
  encode,
  decode: (body) => [...said(readText(body, 'completion')), ...ended(body)],
  reader: () => (event) => [...said(maybeText(event, 'completion') ?? ''), ...ended(event)],
}

/**
 * Claude 2 and Claude Instant in the text completion form of their time. `claude()` speaks Messages with them; beside it,
 * this family takes them over.
 */
export const claudeCompletion = (): Family<
  'claude-completion',
  'anthropic.claude-v2' | 'anthropic.claude-instant',
  object
> =>
  defineFamily({
    name: 'claude-completion',
    prefixes: ['anthropic.claude-v2', 'anthropic.claude-instant'],
    formats: [completion],
  })
