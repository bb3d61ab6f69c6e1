import type { LanguageModelV4CallOptions } from '@ai-sdk/provider'
import { BedrockError, type CallOptions, type JsonObject, plan } from '@x/bedrock-core'
import { schemaOf } from './prompt/tools.ts'
import { adjusted, type CallWarning } from './warnings.ts'

/** How an answer is held to JSON. */
export type ObjectStrategy = 'native' | 'tool' | 'instruction'

/** A call that asks for JSON, and how it does. */
export interface ObjectCall {
  readonly options: CallOptions
  readonly strategy?: ObjectStrategy
  readonly warnings: readonly CallWarning[]
}

type Format = Extract<LanguageModelV4CallOptions['responseFormat'], { type: 'json' }>

/** The tool whose input is the answer. */
export const jsonTool = 'json'

const native = (options: CallOptions, { name, description }: Format, schema: JsonObject): CallOptions => ({
  ...options,
  responseFormat: {
    schema,
    ...(name === undefined ? {} : { name }),
    ...(description === undefined ? {} : { description }),
  },
})

const byTool = (options: CallOptions, { description }: Format, schema: JsonObject): CallOptions => {
  const others = Object.keys(options.tools ?? {}).length > 0
  return {
    ...options,
    tools: {
      ...options.tools,
      [jsonTool]: { description: description ?? 'Gives the answer as JSON.', inputSchema: schema },
    },
    toolChoice: others ? 'required' : { tool: jsonTool },
  }
}

const byInstruction = (options: CallOptions, schema: JsonObject | undefined): CallOptions => ({
  ...options,
  system: [
    {
      type: 'text',
      text:
        schema === undefined
          ? 'Answer with JSON and nothing else: no prose, no code fence.'
          : `Answer with JSON that fits this JSON Schema and nothing else: no prose, no code fence.\n${JSON.stringify(schema)}`,
    },
  ],
})

/** Whether the model can be asked this way. */
const carries = (options: CallOptions, stream: boolean): boolean => {
  try {
    plan(options, { stream })
    return true
  } catch (error) {
    if (BedrockError.is(error, 'unsupported')) return false
    throw error
  }
}

/**
 * Holds a call to the JSON that was asked for, in the best way that its model has: its own structured output, the input of a
 * tool that it must call, or words.
 */
export const objectCall = (
  options: CallOptions,
  format: LanguageModelV4CallOptions['responseFormat'],
  stream: boolean,
): ObjectCall => {
  if (format?.type !== 'json') return { options, warnings: [] }
  const schema = format.schema === undefined ? undefined : schemaOf(format.schema)
  if (schema !== undefined) {
    const first = native(options, format, schema)
    if (carries(first, stream)) return { options: first, strategy: 'native', warnings: [] }
    const second = byTool(options, format, schema)
    if (options.toolChoice !== 'none' && carries(second, stream))
      return { options: second, strategy: 'tool', warnings: [] }
  }
  const why = schema === undefined ? 'Without a schema' : 'The model can be held to a schema in no other way, so'
  return {
    options: byInstruction(options, schema),
    strategy: 'instruction',
    warnings: [adjusted('responseFormat', `${why} JSON was asked for in words.`)],
  }
}
