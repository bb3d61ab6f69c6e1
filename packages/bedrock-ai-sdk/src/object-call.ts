import type { LanguageModelV4CallOptions } from '@ai-sdk/provider'
import { type Asking, BedrockError, type CallOptions, chooseWay, type Form, type ObjectStrategy } from '@x/bedrock-core'
import { schemaOf } from './prompt/tools.ts'
import { adjusted, type CallWarning } from './warnings.ts'

/** A call, held to the JSON that was asked for, and how. */
export interface PreparedCall {
  readonly options: CallOptions
  readonly strategy?: ObjectStrategy
  readonly warnings: readonly CallWarning[]
}

/** The tool whose input is the answer. */
export const jsonTool = 'json'

/** Undefined where the model cannot be asked this way. */
const maybe = (options: CallOptions, form: Form, stream: boolean, strategy: ObjectStrategy): Asking | undefined => {
  try {
    return chooseWay({ ...options, strategy }, form, stream)
  } catch (error) {
    if (BedrockError.is(error, 'unsupported')) return undefined
    throw error
  }
}

/** Beside tools of the caller's, which an answer by tool would put out of reach: one more, and the model must call some. */
const amongTools = (options: CallOptions, form: Form, stream: boolean): Asking => {
  const native = maybe(options, form, stream, 'native')
  if (native !== undefined) return native
  const alone = options.toolChoice === 'none' ? undefined : maybe(options, form, stream, 'tool')
  if (alone === undefined) return chooseWay({ ...options, strategy: 'instructions' }, form, stream)
  const call: CallOptions = { ...alone.call, tools: { ...options.tools, ...alone.call.tools }, toolChoice: 'required' }
  return { strategy: 'tool', call }
}

const anyJson = 'Answer with JSON and nothing else: no prose, no code fence.'

/**
 * Holds a call to the JSON that was asked for, in the best way that its model has, as `generateObject` does: its own
 * structured output, the input of a tool that it must call, or words.
 */
export const objectCall = (
  options: CallOptions,
  format: LanguageModelV4CallOptions['responseFormat'],
  stream: boolean,
): PreparedCall => {
  if (format?.type !== 'json') return { options, warnings: [] }
  const { schema, description } = format
  if (schema === undefined)
    return {
      options: { ...options, system: anyJson },
      strategy: 'instructions',
      warnings: [adjusted('responseFormat', 'Without a schema JSON can only be asked for in words.')],
    }
  const form: Form = { name: jsonTool, description, json: schemaOf(schema) }
  const choose = options.tools === undefined ? chooseWay : amongTools
  const { call, strategy } = choose(options, form, stream)
  const told = 'The model can be held to a schema in no other way, so JSON was asked for in words.'
  return { options: call, strategy, warnings: strategy === 'instructions' ? [adjusted('responseFormat', told)] : [] }
}
