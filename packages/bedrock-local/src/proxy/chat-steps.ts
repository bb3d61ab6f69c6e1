import {
  isJsonObject,
  type Json,
  type JsonObject,
  maybeNumber,
  maybeObject,
  maybeText,
  objectsOf,
} from '@x/bedrock-core/family'
import type { AnswerFinish, AnswerStep } from '../answer/step.ts'

const finishes: Readonly<Record<string, AnswerFinish>> = {
  stop: 'end',
  length: 'length',
  tool_calls: 'tool-call',
  function_call: 'tool-call',
  content_filter: 'filtered',
}

interface Call {
  readonly id: string | undefined
  readonly name: string
  /** What was said of its input and not yet passed on. */
  held: string
}

/**
 * Turns the chunks of a chat completion into steps. Parallel calls may come interleaved, where Bedrock's blocks come one after
 * the other: the first is passed on as it comes, the others when it is complete.
 */
export class ChatSteps {
  readonly #calls = new Map<number, Call>()
  #open: number | undefined
  #finish: AnswerFinish | undefined

  take(chunk: JsonObject): AnswerStep[] {
    const choice = objectsOf(chunk, 'choices')[0]
    const delta = maybeObject(choice ?? {}, 'delta') ?? {}
    const reason = maybeText(choice ?? {}, 'finish_reason')
    if (reason !== undefined) this.#finish = finishes[reason] ?? 'end'
    // llama.cpp and older vLLM say `reasoning_content`, Ollama and newer vLLM `reasoning`.
    const thought = maybeText(delta, 'reasoning_content') ?? maybeText(delta, 'reasoning') ?? ''
    const text = maybeText(delta, 'content') ?? ''
    return [
      ...(thought === '' ? [] : [{ type: 'reasoning', text: thought } as const]),
      ...(text === '' ? [] : [{ type: 'text', text } as const]),
      ...objectsOf(delta, 'tool_calls').flatMap((call, at) => this.#call(call, at)),
      ...usageIn(chunk),
    ]
  }

  end(): AnswerStep[] {
    const rest = [...this.#calls].flatMap(([index, call]) => (index === this.#open ? [] : opening(call)))
    return [...rest, ...(this.#finish === undefined ? [] : [{ type: 'finish', reason: this.#finish } as const])]
  }

  /** True once the model said why it ended. */
  get finished(): boolean {
    return this.#finish !== undefined
  }

  #call(said: JsonObject, at: number): AnswerStep[] {
    const index = maybeNumber(said, 'index') ?? at
    const called = maybeObject(said, 'function') ?? {}
    const input = maybeText(called, 'arguments') ?? ''
    const known = this.#calls.get(index)
    if (known !== undefined && index === this.#open) return input === '' ? [] : [{ type: 'tool-input', text: input }]
    if (known !== undefined) {
      known.held += input
      return []
    }
    const call: Call = { id: maybeText(said, 'id'), name: maybeText(called, 'name') ?? '', held: input }
    this.#calls.set(index, call)
    if (this.#open !== undefined) return []
    this.#open = index
    return opening(call)
  }
}

const opening = ({ id, name, held }: Call): AnswerStep[] => [
  { type: 'tool-call', name, ...(id === undefined || id === '' ? {} : { id }) },
  ...(held === '' ? [] : [{ type: 'tool-input', text: held } as const]),
]

/** Prompt tokens count the cached ones in; Bedrock's input tokens leave them out. */
const usageIn = (chunk: JsonObject): AnswerStep[] => {
  const usage = maybeObject(chunk, 'usage')
  const prompt = usage && maybeNumber(usage, 'prompt_tokens')
  const output = usage && maybeNumber(usage, 'completion_tokens')
  if (usage === undefined || prompt === undefined) return []
  const cached = maybeNumber(maybeObject(usage, 'prompt_tokens_details') ?? {}, 'cached_tokens') ?? 0
  return [
    {
      type: 'usage',
      inputTokens: prompt - cached,
      ...(output === undefined ? {} : { outputTokens: output }),
      ...(cached === 0 ? {} : { cacheReadTokens: cached }),
    },
  ]
}

/** A chunk's JSON; undefined for the `[DONE]` at the end. @throws Error for anything else */
export const chunkFrom = (data: string): JsonObject | undefined => {
  if (data === '[DONE]') return undefined
  const value: Json = JSON.parse(data)
  if (!isJsonObject(value)) throw new Error('a chunk is not an object')
  const error = maybeObject(value, 'error')
  if (error !== undefined) throw new Error(maybeText(error, 'message') ?? 'the model failed while answering')
  return value
}
