import {
  defined,
  isJsonObject,
  type Json,
  type JsonObject,
  maybeNumber,
  maybeObject,
  maybeText,
  objectsOf,
} from '@x/bedrock-core/family'
import type { AskMessage, AskPart, AskTool, Question } from '../../answer/ask.ts'
import { invalid } from '../../wire/refusal.ts'
import type { Asked } from '../dialect.ts'
import { textIn } from '../read.ts'
import { brokenRule } from './rules.ts'

type PartReader = (member: JsonObject) => AskPart

const file =
  (kind: 'image' | 'document' | 'video' | 'audio'): PartReader =>
  (member) => {
    const name = maybeText(member, 'name')
    const format = maybeText(member, 'format')
    const data = maybeText(maybeObject(member, 'source') ?? {}, 'bytes')
    const citations = maybeObject(member, 'citations')?.['enabled'] === true ? (true as const) : undefined
    return { type: 'file', kind, ...defined({ name, format, data, citations }) }
  }

const resultText = (content: readonly JsonObject[]): string =>
  content
    .map((block) => maybeText(block, 'text') ?? (block['json'] === undefined ? '' : JSON.stringify(block['json'])))
    .join('\n')

/** By the one member that a content block has. */
const members: Readonly<Record<string, PartReader>> = {
  reasoningContent: (member) => ({
    type: 'reasoning',
    text: maybeText(maybeObject(member, 'reasoningText') ?? {}, 'text') ?? '',
  }),
  toolUse: (member) => ({
    type: 'tool-call',
    id: maybeText(member, 'toolUseId') ?? '',
    name: maybeText(member, 'name') ?? '',
    input: maybeObject(member, 'input') ?? {},
  }),
  toolResult: (member) => ({
    type: 'tool-result',
    id: maybeText(member, 'toolUseId') ?? '',
    text: resultText(objectsOf(member, 'content')),
    isError: member['status'] === 'error',
  }),
  citationsContent: (member) => ({ type: 'text', text: textIn(member['content']) }),
  image: file('image'),
  document: file('document'),
  video: file('video'),
  audio: file('audio'),
}

const partOf = (block: JsonObject): AskPart => {
  const text = maybeText(block, 'text')
  if (text !== undefined) return { type: 'text', text }
  const [name = '', member] = Object.entries(block)[0] ?? []
  const read = Object.hasOwn(members, name) ? members[name] : undefined
  return read === undefined || !isJsonObject(member) ? { type: 'other' } : read(member)
}

const messageOf = (message: JsonObject): AskMessage => ({
  role: message['role'] === 'assistant' || message['role'] === 'system' ? message['role'] : 'user',
  parts: objectsOf(message, 'content').map(partOf),
})

const toolsOf = (config: JsonObject): AskTool[] =>
  objectsOf(config, 'tools').flatMap((tool) => {
    const spec = maybeObject(tool, 'toolSpec')
    if (spec === undefined) return []
    const inputSchema = maybeObject(maybeObject(spec, 'inputSchema') ?? {}, 'json') ?? {}
    return [{ name: maybeText(spec, 'name') ?? '', description: maybeText(spec, 'description') ?? '', inputSchema }]
  })

const choiceOf = (config: JsonObject): Question['toolChoice'] => {
  if (toolsOf(config).length === 0) return 'none'
  const choice = maybeObject(config, 'toolChoice') ?? {}
  const named = maybeObject(choice, 'tool')
  if (named !== undefined) return { name: maybeText(named, 'name') ?? '' }
  return choice['any'] === undefined ? 'auto' : 'any'
}

/** Reasoning is asked for in the model's own words: Claude's `thinking` or its older name, or an effort. */
const asksToThink = (body: JsonObject): boolean => {
  const fields = maybeObject(body, 'additionalModelRequestFields') ?? {}
  const said = [fields['thinking'], fields['reasoning_config'], fields['reasoningConfig']]
  const enabled = (value: Json | undefined): boolean =>
    isJsonObject(value) && (value['type'] === 'enabled' || value['type'] === 'adaptive')
  return said.some(enabled) || typeof fields['reasoning_effort'] === 'string'
}

/** Reads a Converse body. @throws Refusal */
export const read = (body: JsonObject, asked: Asked): Question => {
  const broken = brokenRule({ body, asked })
  if (broken !== undefined) throw invalid(broken)
  const config = maybeObject(body, 'toolConfig') ?? {}
  const maxTokens = maybeNumber(maybeObject(body, 'inferenceConfig') ?? {}, 'maxTokens')
  return {
    system: textIn(body['system']),
    messages: objectsOf(body, 'messages').map(messageOf),
    tools: toolsOf(config),
    toolChoice: choiceOf(config),
    reasoning: asksToThink(body),
    ...(maxTokens === undefined ? {} : { maxTokens }),
  }
}
