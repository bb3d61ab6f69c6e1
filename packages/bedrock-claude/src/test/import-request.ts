import type {
  CacheMark,
  FilePart,
  Json,
  JsonObject,
  Prompt,
  TextPart,
  ToolChoice,
  ToolDefinition,
  Turn,
  UserPart,
} from '@x/bedrock-core/family'
import type { ClaudeOptions } from '../options.ts'

/** Why a recorded request cannot be said in our words. */
export class Inexpressible extends Error {}

type Wire = Readonly<Record<string, unknown>>

const refuse = (why: string): never => {
  throw new Inexpressible(why)
}
const isWire = (value: unknown): value is Wire => typeof value === 'object' && value !== null && !Array.isArray(value)
const wire = (value: unknown, what: string): Wire => (isWire(value) ? value : refuse(`${what} is not an object`))
const text = (value: unknown, what: string): string =>
  typeof value === 'string' ? value : refuse(`${what} is not text`)
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** Takes the members that are understood; what is left over is a reason to give up. */
const only = (from: Wire, known: readonly string[], what: string): void => {
  const unknown = Object.keys(from).filter((key) => !known.includes(key))
  if (unknown.length > 0) refuse(`${what} has ${unknown.join(', ')}`)
}

const cacheOf = (from: Wire): { cache?: CacheMark } => {
  const control = from['cache_control']
  if (!isWire(control)) return {}
  const { ttl } = control
  return { cache: ttl === '5m' || ttl === '1h' ? { ttl } : true }
}

const textPart = (from: Wire): TextPart => {
  only(from, ['type', 'text', 'cache_control'], 'text')
  return { type: 'text', text: text(from['text'], 'text'), ...cacheOf(from) }
}

const filePart = (from: Wire): FilePart => {
  only(from, ['type', 'source', 'cache_control'], 'file')
  const source = wire(from['source'], 'source')
  if (source['type'] !== 'base64') refuse('source is not base64')
  return {
    type: 'file',
    mediaType: text(source['media_type'], 'media_type'),
    data: text(source['data'], 'data'),
    ...cacheOf(from),
  }
}

const isFile = (from: Wire): boolean => from['type'] === 'image' || from['type'] === 'document'

const blocks = (content: unknown): readonly Wire[] => {
  if (typeof content === 'string') return [{ type: 'text', text: content }]
  return Array.isArray(content)
    ? content.map((block) => wire(block, 'block'))
    : refuse('content is neither text nor a list')
}

const userTurns = (content: unknown): Turn[] => {
  const all = blocks(content)
  const results = all.filter((block) => block['type'] === 'tool_result')
  const others = all.filter((block) => block['type'] !== 'tool_result')
  return [
    ...(results.length === 0 ? [] : [{ role: 'tool' as const, content: results.map(toolResult) }]),
    ...(others.length === 0
      ? []
      : [
          {
            role: 'user' as const,
            content: others.map((block): UserPart => (isFile(block) ? filePart(block) : textPart(block))),
          },
        ]),
  ]
}

const toolResult = (from: Wire) => {
  only(from, ['type', 'tool_use_id', 'content', 'cache_control'], 'tool_result')
  const { content } = from
  const output =
    typeof content === 'string'
      ? { type: 'text' as const, value: content }
      : {
          type: 'content' as const,
          value: blocks(content).map((block) => (isFile(block) ? filePart(block) : textPart(block))),
        }
  return {
    type: 'tool-result' as const,
    toolCallId: text(from['tool_use_id'], 'id'),
    toolName: 'any',
    output,
    ...cacheOf(from),
  }
}

const assistantTurn = (content: unknown): Turn => ({
  role: 'assistant',
  content: blocks(content).map((block) => {
    if (block['type'] === 'text') return textPart(block)
    if (block['type'] === 'thinking')
      return {
        type: 'reasoning',
        text: text(block['thinking'], 'thinking'),
        signature: text(block['signature'], 'signature'),
      }
    if (block['type'] !== 'tool_use') return refuse(`assistant has ${String(block['type'])}`)
    only(block, ['type', 'id', 'name', 'input'], 'tool_use')
    return {
      type: 'tool-call',
      toolCallId: text(block['id'], 'id'),
      toolName: text(block['name'], 'name'),
      input: block['input'] as Json,
    }
  }),
})

const tool = (from: Wire): ToolDefinition => {
  only(from, ['name', 'description', 'input_schema', 'cache_control'], 'tool')
  return {
    name: text(from['name'], 'name'),
    description: text(from['description'], 'description'),
    inputSchema: wire(from['input_schema'], 'input_schema') as JsonObject,
    ...cacheOf(from),
  }
}

const choiceOf = (from: unknown): { toolChoice?: ToolChoice } => {
  if (!isWire(from)) return {}
  only(from, ['type', 'name'], 'tool_choice')
  const words: Readonly<Record<string, ToolChoice>> = { auto: 'auto', any: 'required', none: 'none' }
  const word = words[String(from['type'])]
  return { toolChoice: word ?? { tool: text(from['name'], 'name') } }
}

const thinkingOf = (from: unknown): Partial<ClaudeOptions> => {
  if (!isWire(from)) return {}
  only(from, ['type', 'budget_tokens'], 'thinking')
  return { thinking: { budgetTokens: Number(from['budget_tokens']) } }
}

const numbers = (body: Wire, names: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(names).flatMap(([theirs, ours]) => (typeof body[theirs] === 'number' ? [[ours, body[theirs]]] : [])),
  )

/** Says a recorded Messages body in our words. @throws Inexpressible naming what we have no word for */
export const importRequest = (body: Wire): Prompt<ClaudeOptions> => {
  only(
    body,
    [
      'anthropic_version',
      'max_tokens',
      'messages',
      'system',
      'tools',
      'tool_choice',
      'thinking',
      'temperature',
      'top_p',
      'top_k',
      'stop_sequences',
    ],
    'body',
  )
  const stops = list(body['stop_sequences']).map((stop) => text(stop, 'stop sequence'))
  return {
    system: body['system'] === undefined ? [] : blocks(body['system']).map(textPart),
    messages: list(body['messages']).flatMap((message) => {
      const { role, content } = wire(message, 'message')
      return role === 'assistant' ? [assistantTurn(content)] : userTurns(content)
    }),
    tools: list(body['tools']).map((one) => tool(wire(one, 'tool'))),
    options: thinkingOf(body['thinking']),
    ...choiceOf(body['tool_choice']),
    ...numbers(body, { max_tokens: 'maxOutputTokens', temperature: 'temperature', top_p: 'topP', top_k: 'topK' }),
    ...(stops.length === 0 ? {} : { stopSequences: stops }),
  }
}
