import {
  BedrockError,
  type Delta,
  defineFamily,
  type Encoded,
  type Family,
  type Format,
  type JsonObject,
  maybeNumber,
  maybeText,
  objectsOf,
  type Prompt,
  readText,
  type Turn,
} from '@x/bedrock-core/family'

/** Options of the old Command models. */
export interface CohereCommandOptions {
  /** Further answers, 1–5 in all; those after the first are in the generation's `raw` parts. */
  readonly numGenerations?: number
  /** Mandatory for tokens one by one: without it a streamed answer comes in one piece (recorded). Set it only when streaming. */
  readonly stream?: boolean
  /** Asks how likely tokens were: the answer’s, all, or none (the default). */
  readonly returnLikelihoods?: 'GENERATION' | 'ALL' | 'NONE'
  /** Which end of a prompt that is too long is cut off. */
  readonly truncate?: 'NONE' | 'START' | 'END'
  /** −10 to 10 by token id. */
  readonly logitBias?: Readonly<Record<string, number>>
}

const textOf = ({ content }: Turn): string =>
  content
    .flatMap((part) => {
      if (part.type === 'text') return [part.text]
      if (part.type === 'raw' && part.format === 'generate') return []
      throw new BedrockError(
        'unsupported',
        `The old Command models take text alone, and this prompt has a ${part.type} part. Choose Command R.`,
      )
    })
    .join('\n\n')

const named = (turn: Turn): string => `${turn.role === 'assistant' ? 'Chatbot' : 'User'}: ${textOf(turn)}`

/** One user turn is the text itself; more are written down as a conversation, which these models have no form for. */
const promptOf = ({ messages }: Prompt): Pick<Encoded, 'warnings'> & { readonly prompt: string } => {
  const [turn, ...more] = messages
  if (turn?.role === 'user' && more.length === 0) return { prompt: textOf(turn) }
  const message = 'The old Command models go on from one text: the turns were written out as a conversation.'
  return {
    prompt: [...messages.map(named), 'Chatbot:'].join('\n\n'),
    warnings: [{ code: 'turns-as-text', message }],
  }
}

const encode = (asked: Prompt<CohereCommandOptions>): Encoded => {
  const { maxOutputTokens, temperature, topP, topK, stopSequences, options } = asked
  const { prompt, warnings = [] } = promptOf(asked)
  return {
    body: {
      prompt,
      max_tokens: maxOutputTokens,
      temperature,
      p: topP,
      k: topK,
      stop_sequences: stopSequences,
      num_generations: options.numGenerations,
      stream: options.stream,
      return_likelihoods: options.returnLikelihoods,
      truncate: options.truncate,
      logit_bias: options.logitBias,
    },
    warnings,
  }
}

const said = (text: string): Delta[] => (text === '' ? [] : [{ type: 'text', block: 0, text }])

const further = (index: number, text: string): Delta => ({ type: 'raw', block: index, value: { index, text } })

const ended = (from: JsonObject): Delta => {
  const raw = maybeText(from, 'finish_reason')
  return raw === undefined ? { type: 'finish' } : { type: 'finish', raw }
}

const decode = (body: JsonObject): Delta[] => {
  const [first = {}, ...more] = objectsOf(body, 'generations')
  const id = maybeText(body, 'id')
  return [
    ...(id === undefined ? [] : [{ type: 'start', id } as const]),
    ...said(readText(first, 'text')),
    ...more.map((generation, index) => further(index + 1, maybeText(generation, 'text') ?? '')),
    ended(first),
  ]
}

/** Tokens of several generations come one after the other, told apart by `index`; one event ends them all (recorded). */
const createReader = (): ((event: JsonObject) => readonly Delta[]) => {
  const others = new Map<number, string>()
  return (event) => {
    if (event['generations'] !== undefined) return decode(event)
    const text = maybeText(event, 'text') ?? ''
    const index = maybeNumber(event, 'index') ?? 0
    if (index > 0 && text !== '') others.set(index, (others.get(index) ?? '') + text)
    const first = index > 0 ? [] : said(text)
    if (event['is_finished'] !== true) return first
    return [...first, ...[...others].map(([at, other]) => further(at, other)), ended(event)]
  }
}

const generate: Format<CohereCommandOptions> = {
  name: 'generate',
  operation: 'invoke',
  carries: ['top-k', 'stop-sequences', 'stream'],
  encode,
  decode,
  reader: createReader,
}

/** The old Command and Command Light in their text form. Beside `cohere()`, this family takes them over. */
export const cohereCommand = (): Family<
  'cohere-command',
  'cohere.command-text-' | 'cohere.command-light-',
  CohereCommandOptions,
  'cohere.command-text-v14' | 'cohere.command-light-text-v14'
> =>
  defineFamily({
    name: 'cohere-command',
    prefixes: ['cohere.command-text-', 'cohere.command-light-'],
    formats: [generate],
  })
