import type { AssistantPart, FilePart, TextPart, ToolResultPart, UserPart } from '../../speech/content.ts'
import { isJsonObject, type Json, type JsonObject } from '../../speech/json.ts'
import type { Prompt, PromptDocument, Turn } from '../../speech/prompt.ts'
import type { ToolDefinition } from '../../speech/tool.ts'
import type { AnyConverseOptions } from '../any-converse.ts'

/** Says why a recorded request cannot be put in our words. */
export class Inexpressible extends Error {}

const refuse = (why: string): never => {
  throw new Inexpressible(why)
}

const object = (value: Json | undefined): JsonObject => (isJsonObject(value) ? value : refuse('not an object'))
const list = (value: Json | undefined): readonly JsonObject[] => (Array.isArray(value) ? value.map(object) : [])
const words = (value: Json | undefined): string => (typeof value === 'string' ? value : refuse('not a string'))
const only = (value: JsonObject, ...known: string[]): void => {
  for (const key of Object.keys(value))
    if (!known.includes(key)) refuse(`a member "${key}" that the service does not know or our words lack`)
}

const mediaTypes: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  txt: 'text/plain',
  png: 'image/png',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  mp4: 'video/mp4',
  mp3: 'audio/mpeg',
  wav: 'audio/wav',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

const file = (value: JsonObject): FilePart => {
  only(value, 'format', 'name', 'source', 'citations')
  if (value['name'] !== undefined && ['png', 'jpeg', 'gif', 'webp'].includes(words(value['format'])))
    refuse('an image with a "name", which the service model does not have')
  const format = words(value['format'])
  const name = value['name']
  return {
    type: 'file',
    mediaType: mediaTypes[format] ?? refuse(`the format "${format}"`),
    data: words(object(value['source'])['bytes']),
    ...(name === undefined ? {} : { filename: `${words(name)}.${format}` }),
    ...(value['citations'] === undefined ? {} : { citations: true }),
  }
}

const guard = (value: JsonObject): TextPart => {
  const text = object(value['text'])
  const qualifiers = Array.isArray(text['qualifiers']) ? text['qualifiers'] : []
  const known = (['grounding_source', 'query', 'guard_content'] as const).filter((word) => qualifiers.includes(word))
  return { type: 'text', text: words(text['text']), guard: known }
}

const toolResult = (value: JsonObject): ToolResultPart => {
  only(value, 'toolUseId', 'content', 'status')
  const blocks = list(value['content'])
  const [first] = blocks
  const part = { type: 'tool-result', toolCallId: words(value['toolUseId']), toolName: 'recorded' } as const
  if (blocks.length === 1 && first?.['json'] !== undefined)
    return { ...part, output: { type: 'json', value: first['json'] } }
  const parts = blocks.map((block): TextPart | FilePart => {
    if (block['text'] !== undefined) return { type: 'text', text: words(block['text']) }
    const media = block['image'] ?? block['document']
    return media === undefined ? refuse(`${Object.keys(block)} in a tool result`) : file(object(media))
  })
  const status = value['status'] === 'error'
  const text = parts[0]
  if (parts.length === 1 && text?.type === 'text')
    return { ...part, output: { type: status ? 'error-text' : 'text', value: text.text } }
  return { ...part, output: { type: 'content', value: parts } }
}

const assistantPart = (block: JsonObject): AssistantPart => {
  if (block['text'] !== undefined) return { type: 'text', text: words(block['text']) }
  if (block['toolUse'] !== undefined) {
    const use = object(block['toolUse'])
    return {
      type: 'tool-call',
      toolCallId: words(use['toolUseId']),
      toolName: words(use['name']),
      input: use['input'] ?? {},
    }
  }
  const said = isJsonObject(block['reasoningContent'])
    ? object(block['reasoningContent']['reasoningText'])
    : refuse(`${Object.keys(block)} said by an assistant`)
  const signature = said['signature']
  return {
    type: 'reasoning',
    text: words(said['text']),
    ...(signature === undefined ? {} : { signature: words(signature) }),
  }
}

const userPart = (block: JsonObject): UserPart => {
  if (block['text'] !== undefined) return { type: 'text', text: words(block['text']) }
  if (block['guardContent'] !== undefined) return guard(object(block['guardContent']))
  const media = block['image'] ?? block['document'] ?? block['video'] ?? block['audio']
  return media === undefined ? refuse(`${Object.keys(block)} said by a user`) : file(object(media))
}

/** A document of plain text is one to answer from. */
const asDocument = (block: JsonObject): PromptDocument | undefined => {
  const document = block['document']
  const source = isJsonObject(document) ? document['source'] : undefined
  if (!isJsonObject(document) || !isJsonObject(source) || source['text'] === undefined) return undefined
  return { title: words(document['name']), text: words(source['text']) }
}

const turnsOf = (message: JsonObject, documents: PromptDocument[]): Turn[] => {
  const blocks = list(message['content'])
  if (message['role'] === 'assistant') return [{ role: 'assistant', content: blocks.map(assistantPart) }]
  const results = blocks.filter((block) => block['toolResult'] !== undefined)
  const rest = blocks.filter((block) => block['toolResult'] === undefined && asDocument(block) === undefined)
  documents.push(...blocks.flatMap((block) => asDocument(block) ?? []))
  return [
    ...(results.length === 0
      ? []
      : [{ role: 'tool', content: results.map((block) => toolResult(object(block['toolResult']))) } as const]),
    ...(rest.length === 0 ? [] : [{ role: 'user', content: rest.map(userPart) } as const]),
  ]
}

const toolOf = (tool: JsonObject): ToolDefinition => {
  const spec = object(tool['toolSpec'])
  only(spec, 'name', 'description', 'inputSchema')
  return {
    name: words(spec['name']),
    description: words(spec['description']),
    inputSchema: object(object(spec['inputSchema'])['json']),
  }
}

const systemOf = (blocks: readonly JsonObject[]): TextPart[] => {
  const parts: TextPart[] = []
  for (const block of blocks) {
    const last = parts.at(-1)
    if (block['cachePoint'] === undefined) parts.push({ type: 'text', text: words(block['text']) })
    else if (last) parts[parts.length - 1] = { ...last, cache: true }
  }
  return parts
}

const member = <Name extends string, Value>(name: Name, value: Value | undefined): Partial<Record<Name, Value>> => {
  const found: Partial<Record<Name, Value>> = {}
  if (value !== undefined) found[name] = value
  return found
}

const count = (value: Json | undefined): number | undefined => (typeof value === 'number' ? value : undefined)

const autoOf = (choice: Json): 'auto' =>
  isJsonObject(choice) && 'auto' in choice ? 'auto' : refuse('a forced tool choice')

/** Puts a recorded Converse body into our words. @throws Inexpressible */
export const importRequest = (body: JsonObject): Prompt<AnyConverseOptions> => {
  only(
    body,
    'messages',
    'system',
    'inferenceConfig',
    'toolConfig',
    'outputConfig',
    'additionalModelRequestFields',
    'guardrailConfig',
  )
  const messages = list(body['messages'])
  messages.forEach((message, at) => {
    if (message['role'] === messages[at - 1]?.['role'])
      refuse('two turns of one role, which the service joins and we send joined')
  })
  const documents: PromptDocument[] = []
  const inference = isJsonObject(body['inferenceConfig']) ? body['inferenceConfig'] : {}
  const tools = isJsonObject(body['toolConfig']) ? list(body['toolConfig']['tools']) : []
  const systemTools = tools.flatMap((tool) =>
    isJsonObject(tool['systemTool']) ? [words(tool['systemTool']['name'])] : [],
  )
  const format = isJsonObject(body['outputConfig']) ? object(body['outputConfig']['textFormat']) : undefined
  const schema = format && object(object(format['structure'])['jsonSchema'])
  const stop = inference['stopSequences']
  const choice = isJsonObject(body['toolConfig']) ? body['toolConfig']['toolChoice'] : undefined
  return {
    system: systemOf(list(body['system'])),
    messages: messages.flatMap((message) => turnsOf(message, documents)),
    tools: tools.filter((tool) => tool['toolSpec'] !== undefined).map(toolOf),
    documents,
    options: systemTools.length === 0 ? {} : { systemTools },
    ...member('toolChoice', choice === undefined ? undefined : autoOf(choice)),
    ...member('maxOutputTokens', count(inference['maxTokens'])),
    ...member('temperature', count(inference['temperature'])),
    ...member('topP', count(inference['topP'])),
    ...member('stopSequences', Array.isArray(stop) ? stop.map(words) : undefined),
    ...(schema === undefined
      ? {}
      : { responseFormat: { name: words(schema['name']), schema: object(JSON.parse(words(schema['schema']))) } }),
  }
}
