import { defined, type JsonObject, maybeNumber, maybeObject, maybeText, objectsOf } from '@x/bedrock-core/family'
import type { AskMessage, AskPart, Question } from '../../answer/ask.ts'
import { catalogue } from '../../control/catalogue.ts'
import { base64OfText } from '../../wire/base64.ts'
import { invalid } from '../../wire/refusal.ts'
import type { Asked } from '../dialect.ts'
import { blocksOf, textIn } from '../read.ts'
import { brokenRule } from './rules.ts'

type PartReader = (block: JsonObject) => AskPart

const parts: Readonly<Record<string, PartReader>> = {
  text: (block) => ({ type: 'text', text: maybeText(block, 'text') ?? '' }),
  thinking: (block) => ({ type: 'reasoning', text: maybeText(block, 'thinking') ?? '' }),
  redacted_thinking: () => ({ type: 'reasoning', text: '' }),
  tool_use: (block) => ({
    type: 'tool-call',
    id: maybeText(block, 'id') ?? '',
    name: maybeText(block, 'name') ?? '',
    input: maybeObject(block, 'input') ?? {},
  }),
  tool_result: (block) => ({
    type: 'tool-result',
    id: maybeText(block, 'tool_use_id') ?? '',
    text: textIn(block['content']),
    isError: block['is_error'] === true,
  }),
  image: (block) => ({ type: 'file', kind: 'image', ...sourceOf(block) }),
  document: (block) => ({
    type: 'file',
    kind: 'document',
    ...defined({ name: maybeText(block, 'title'), citations: citesIn(block) }),
    ...sourceOf(block),
  }),
}

/** Whether citations of a document are switched on. */
const citesIn = (block: JsonObject): true | undefined =>
  maybeObject(block, 'citations')?.['enabled'] === true ? true : undefined

/** A base64 source says its media type, `image/png`; a document's text is said as it is. */
const sourceOf = (block: JsonObject): { format?: string; data?: string } => {
  const source = maybeObject(block, 'source') ?? {}
  if (source['type'] === 'text') return { format: 'txt', data: base64OfText(maybeText(source, 'data') ?? '') }
  if (source['type'] !== 'base64') return {}
  return defined({ format: maybeText(source, 'media_type')?.split('/').at(-1), data: maybeText(source, 'data') })
}

const partOf = (block: JsonObject): AskPart => {
  const type = maybeText(block, 'type') ?? ''
  const read = Object.hasOwn(parts, type) ? parts[type] : undefined
  return read === undefined ? { type: 'other' } : read(block)
}

const messageOf = (message: JsonObject): AskMessage => ({
  role: message['role'] === 'assistant' || message['role'] === 'system' ? message['role'] : 'user',
  parts: blocksOf(message).map(partOf),
})

const choiceOf = (body: JsonObject): Question['toolChoice'] => {
  const choice = maybeObject(body, 'tool_choice')
  if (objectsOf(body, 'tools').length === 0 || choice?.['type'] === 'none') return 'none'
  if (choice?.['type'] === 'tool') return { name: maybeText(choice, 'name') ?? '' }
  return choice?.['type'] === 'any' ? 'any' : 'auto'
}

/** Models that also complete texts; that form is not spoken here. */
const completes = /^anthropic\.claude-(v2|instant)/

/** Reads a Messages body. @throws Refusal */
export const read = (body: JsonObject, { id }: Asked): Question => {
  if (completes.test(id) && typeof body['prompt'] === 'string')
    throw invalid('The local Bedrock does not speak text completions. Send messages.')
  const broken = brokenRule(body, catalogue().get(id)?.contextTokens)
  if (broken !== undefined) throw invalid(broken)
  const maxTokens = maybeNumber(body, 'max_tokens')
  const thinking = maybeObject(body, 'thinking')?.['type']
  return {
    system: textIn(body['system']),
    messages: objectsOf(body, 'messages').map(messageOf),
    tools: objectsOf(body, 'tools').map((tool) => ({
      name: maybeText(tool, 'name') ?? '',
      description: maybeText(tool, 'description') ?? '',
      inputSchema: maybeObject(tool, 'input_schema') ?? {},
    })),
    toolChoice: choiceOf(body),
    reasoning: thinking === 'enabled' || thinking === 'adaptive',
    ...(maxTokens === undefined ? {} : { maxTokens }),
  }
}
