import type { CallOptions } from '../client/call-options.ts'
import { toPrompt } from '../client/to-prompt.ts'
import { BedrockError } from '../errors/bedrock-error.ts'
import { needsOf } from '../family/needs.ts'
import { route } from '../family/route.ts'
import { strictSchema } from '../schema/strict.ts'
import type { TextPart } from '../speech/content.ts'
import type { JsonObject } from '../speech/json.ts'
import type { Message } from '../speech/message.ts'
import type { ObjectStrategy } from './object-strategy.ts'

/** What is asked for. */
export interface Form {
  /** 1–64 letters, digits, `_` or `-`: the tool's name where one is used. */
  readonly name: string
  readonly description: string | undefined
  readonly json: JsonObject
}

/** A way to ask: its strategy, and the call that it makes of the caller's; undefined where the schema does not allow it. */
interface Way {
  readonly strategy: ObjectStrategy
  /** Taken only when this strategy is named. */
  readonly onlyNamed?: true
  ask(call: CallOptions, form: Form): CallOptions | undefined
}

const toolOf = ({ description, json }: Form) => ({
  description: `${description === undefined ? '' : `${description} `}Gives the answer. Always answer by calling this tool, once.`,
  inputSchema: json,
})

const words = ({ json, description }: Form): TextPart => ({
  type: 'text',
  text: `${description === undefined ? '' : `${description}\n`}Answer with one JSON object that fits this JSON Schema, and with nothing else: no prose, no code fence.\n${JSON.stringify(json)}`,
})

const systemOf = (system: CallOptions['system']): readonly TextPart[] =>
  typeof system === 'string' ? [{ type: 'text', text: system }] : (system ?? [])

/** For models without a system prompt. */
const inLastTurn = (call: CallOptions, part: TextPart): CallOptions => {
  const { prompt, messages = [], ...rest } = call
  const all: readonly Message[] = prompt === undefined ? messages : [...messages, { role: 'user', content: prompt }]
  const at = all.findLastIndex(({ role }) => role === 'user')
  return {
    ...rest,
    messages: all.map((message, index) => {
      if (index !== at || message.role !== 'user') return message
      const { content } = message
      return {
        role: 'user',
        content: [...(typeof content === 'string' ? [{ type: 'text' as const, text: content }] : content), part],
      }
    }),
  }
}

/** Best first. Which a model has, its family's table of features says. */
const ways: readonly Way[] = [
  {
    strategy: 'native',
    ask: (call, { name, description, json }) => {
      const schema = strictSchema(json)
      if (schema === undefined) return undefined
      return { ...call, responseFormat: { name, ...(description === undefined ? {} : { description }), schema } }
    },
  },
  {
    strategy: 'tool',
    ask: (call, form) => ({ ...call, tools: { [form.name]: toolOf(form) }, toolChoice: { tool: form.name } }),
  },
  { strategy: 'tool', onlyNamed: true, ask: (call, form) => ({ ...call, tools: { [form.name]: toolOf(form) } }) },
  {
    strategy: 'instructions',
    ask: (call, form) => ({ ...call, system: [...systemOf(call.system), words(form)] }),
  },
  { strategy: 'instructions', ask: (call, form) => inLastTurn(call, words(form)) },
]

/** A call that is to be answered with an object. */
export interface HeldCall extends CallOptions {
  /** Default: the first that the model has. */
  readonly strategy?: ObjectStrategy | undefined
}

/** The way to ask that was chosen. */
export interface Asking {
  readonly strategy: ObjectStrategy
  readonly call: CallOptions
}

const carried = ({ model, ...call }: CallOptions, stream: boolean): BedrockError | undefined => {
  try {
    route(model.family, model.bareId, needsOf(toPrompt({ model, ...call })), { stream, via: model.via })
    return undefined
  } catch (cause) {
    if (BedrockError.is(cause, 'unsupported')) return cause
    throw cause
  }
}

const cannotSay = (): BedrockError =>
  new BedrockError(
    'unsupported',
    'Native structured output cannot say this schema: it has objects with any names, tuples, values of any type, or contains itself. Leave out `strategy`, or use "tool".',
  )

const ownOptions = ['output', 'schema', 'enum', 'schemaName', 'schemaDescription', 'strategy', 'repair'] as const

/** The caller's options without those that only objects have. */
const callOf = (options: HeldCall): CallOptions => {
  const own: readonly string[] = ownOptions
  return Object.fromEntries(Object.entries(options).filter(([name]) => !own.includes(name))) as typeof options
}

/**
 * The first way that the model's formats carry, or that of the named strategy.
 * @throws BedrockError `unsupported`, naming what the last way lacks; `invalid-argument`
 */
export const chooseWay = (options: HeldCall, form: Form, stream: boolean): Asking => {
  const { strategy } = options
  const call = callOf(options)
  let lacking: BedrockError | undefined
  for (const way of ways) {
    if (strategy === undefined ? way.onlyNamed : way.strategy !== strategy) continue
    const asked = way.ask(call, form)
    const missing = asked === undefined ? cannotSay() : carried(asked, stream)
    if (asked !== undefined && missing === undefined) return { strategy: way.strategy, call: asked }
    lacking = missing
  }
  throw (
    lacking ??
    new BedrockError('invalid-argument', `There is no strategy "${strategy}": "native", "tool" or "instructions".`)
  )
}
