import { isJsonObject, maybeObject, objectsOf } from '@x/bedrock-core/family'
import { catalogue } from '../../control/catalogue.ts'
import { firstBroken, type Rule } from '../read.ts'
import type { Converse } from './body.ts'

/** One recording (Llama 3.2 3B) and reports from the live service have the words; the table of models says of whom. */
const support: Rule<Converse> = ({ body, asked }) => {
  if (maybeObject(body, 'toolConfig') === undefined) return undefined
  const { tools, toolStreaming } = catalogue().get(asked.id)?.capabilities ?? {}
  if (tools === false) return "This model doesn't support tool use."
  return asked.stream && toolStreaming === false ? "This model doesn't support tool use in streaming mode." : undefined
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
