import { isJsonObject, type JsonObject, maybeObject, objectsOf } from '@x/bedrock-core/family'
import { firstBroken, type Rule } from '../read.ts'
import type { Converse } from './body.ts'

/**
 * What models cannot do with tools, by the beginning of the bare id: a recording (Llama 3.2 3B), reports from the live service
 * (Llama 3.1 and later in streams and by choice), AWS's table of Converse features for the rest. Models without a row can do all.
 */
const lacking: readonly { readonly models: string; readonly lacks: 'tools' | 'stream-tools' }[] = [
  { models: 'ai21.jamba-instruct-', lacks: 'tools' },
  { models: 'amazon.titan-text-', lacks: 'tools' },
  { models: 'anthropic.claude-v2', lacks: 'tools' },
  { models: 'anthropic.claude-instant-', lacks: 'tools' },
  { models: 'deepseek.r1-', lacks: 'tools' },
  { models: 'meta.llama2-', lacks: 'tools' },
  { models: 'meta.llama3-8b-', lacks: 'tools' },
  { models: 'meta.llama3-70b-', lacks: 'tools' },
  { models: 'meta.llama3-2-1b-', lacks: 'tools' },
  { models: 'meta.llama3-2-3b-', lacks: 'tools' },
  { models: 'meta.llama', lacks: 'stream-tools' },
  { models: 'mistral.mistral-7b-', lacks: 'tools' },
  { models: 'mistral.mixtral-', lacks: 'tools' },
  { models: 'writer.', lacks: 'stream-tools' },
]

const offered = (body: JsonObject): boolean => maybeObject(body, 'toolConfig') !== undefined

const support: Rule<Converse> = ({ body, asked }) => {
  const lacks = lacking.find(({ models }) => asked.id.startsWith(models))?.lacks
  if (lacks === undefined || !offered(body)) return undefined
  if (lacks === 'tools') return "This model doesn't support tool use."
  return asked.stream ? "This model doesn't support tool use in streaming mode." : undefined
}

/** Llama takes no choice but `auto` (reported). */
const choice: Rule<Converse> = ({ body, asked }) => {
  const [wanted] = Object.keys(maybeObject(maybeObject(body, 'toolConfig') ?? {}, 'toolChoice') ?? {})
  if (wanted === undefined || wanted === 'auto' || !asked.id.startsWith('meta.llama')) return undefined
  return `This model doesn't support the toolConfig.toolChoice.${wanted} field. Remove toolConfig.toolChoice.${wanted} and try again.`
}

const schemas: Rule<Converse> = ({ body }) => {
  for (const [at, tool] of objectsOf(maybeObject(body, 'toolConfig') ?? {}, 'tools').entries()) {
    const spec = maybeObject(tool, 'toolSpec')
    if (spec === undefined) continue
    const path = `toolConfig.tools.${at}.toolSpec.inputSchema.json`
    const schema = maybeObject(spec, 'inputSchema')?.['json']
    if (!isJsonObject(schema))
      return `The format of the value at ${path} is invalid. Provide a json object for the field and try again.`
    if (schema['type'] !== 'object') return `The value at ${path}.type must be one of the following: object.`
  }
  return undefined
}

/** What is wrong with the tools on offer; all messages are recorded or reported. */
export const toolConfig: Rule<Converse> = (converse) => firstBroken([support, choice, schemas], converse)
