import { isJsonObject, type JsonObject, maybeNumber, maybeObject, maybeText, objectsOf } from '@x/bedrock-core/family'
import { blocksOf, firstBroken, type Rule, textIn } from '../read.ts'
import { brokenCache, brokenSize, brokenThinking, type CacheMark } from './model.ts'

const required = ['max_tokens', 'anthropic_version'] as const

/**
 * Bedrock's own check of the body against a JSON schema of two branches: text completions, which must not have `messages`, and
 * messages. With messages there, what is wrong with them is told after the first branch's refusal (recorded, promptfoo#916); the
 * order of its lines varies (recorded both ways). Without messages the words are ours.
 */
const schema: Rule<JsonObject> = (body) => {
  const said = body['messages'] === undefined ? ['#: required key [messages] not found'] : []
  said.push(...required.flatMap((key) => (body[key] === undefined ? [`#: required key [${key}] not found`] : [])))
  objectsOf(body, 'messages').forEach((message, at) => {
    const { content } = message
    if (typeof content === 'string' || Array.isArray(content)) return
    const found = isJsonObject(content) ? 'JSONObject' : 'Null'
    said.push(
      `#/messages/${at}/content: expected type: JSONArray, found: ${found}`,
      `#/messages/${at}/content: expected type: String, found: ${found}`,
    )
  })
  if (said.length === 0) return undefined
  if (body['messages'] !== undefined)
    said.unshift('#: subject must not be valid against schema {"required":["messages"]}')
  return `Malformed input request: ${said.join('')}, please reformat your input and try again.`
}

/** Keys that belong to Anthropic's own endpoint, where the model and the way of answering are not in the path. */
const foreignKeys: Rule<JsonObject> = (body) => {
  const key = ['model', 'stream'].find((candidate) => body[candidate] !== undefined)
  return key === undefined ? undefined : `${key}: Extra inputs are not permitted`
}

/**
 * Every recorded body says `bedrock-2023-05-31`; Anthropic's bedrock-sdk 1.1.3 sends `2026-10-21`. Which dates the service takes
 * is not known here, so only the form is checked: a version that AWS refuses may pass.
 */
const version: Rule<JsonObject> = ({ anthropic_version }) =>
  typeof anthropic_version === 'string' && /^(bedrock-)?\d{4}-\d\d-\d\d$/.test(anthropic_version)
    ? undefined
    : 'anthropic_version: Input should be "bedrock-2023-05-31"'

const maxTokens: Rule<JsonObject> = (body) => {
  const count = maybeNumber(body, 'max_tokens')
  if (count === undefined || !Number.isInteger(count)) return 'max_tokens: Input should be a valid integer'
  return count >= 1 ? undefined : 'max_tokens: must be greater than or equal to 1'
}

const temperature: Rule<JsonObject> = (body) => {
  const value = maybeNumber(body, 'temperature')
  return value === undefined || (value >= 0 && value <= 1) ? undefined : 'temperature: range: 0..1'
}

const roles: Rule<JsonObject> = (body) => {
  const messages = objectsOf(body, 'messages')
  if (messages.length === 0) return 'messages: at least one message is required'
  const strange = messages.findIndex(({ role }) => role !== 'user' && role !== 'assistant' && role !== 'system')
  if (strange >= 0) return `messages.${strange}.role: Input should be 'user' or 'assistant'`
  return messages[0]?.['role'] === 'assistant' ? 'messages: first message must use the "user" role' : undefined
}

const blanks: Rule<JsonObject> = (body) => {
  const messages = objectsOf(body, 'messages')
  for (const [at, message] of messages.entries()) {
    const blocks = blocksOf(message)
    const last = at === messages.length - 1 && message['role'] === 'assistant'
    if (!last && (blocks.length === 0 || message['content'] === ''))
      return `messages.${at}: all messages must have non-empty content except for the optional final assistant message`
    for (const block of blocks) {
      if (block['type'] !== 'text' || message['content'] === '') continue
      const text = maybeText(block, 'text') ?? ''
      if (text === '') return 'messages: text content blocks must be non-empty'
      if (text.trim() === '') return 'messages: text content blocks must contain non-whitespace text'
      if (last && text !== text.trimEnd())
        return 'messages: final assistant content cannot end with trailing whitespace'
    }
  }
  return undefined
}

/** Messages of one role in a row count as one turn (recorded). `at` is the first one's place. */
const turnsOf = (body: JsonObject): { at: number; role: string; blocks: JsonObject[] }[] => {
  const turns: { at: number; role: string; blocks: JsonObject[] }[] = []
  for (const [at, message] of objectsOf(body, 'messages').entries()) {
    const role = maybeText(message, 'role') ?? ''
    const last = turns.at(-1)
    if (last?.role === role) last.blocks.push(...blocksOf(message))
    else turns.push({ at, role, blocks: [...blocksOf(message)] })
  }
  return turns
}

const idsOf = (blocks: readonly JsonObject[], type: string, key: string): string[] =>
  blocks.flatMap((block) => (block['type'] === type ? [maybeText(block, key) ?? ''] : []))

const toolPairs: Rule<JsonObject> = (body) => {
  const turns = turnsOf(body)
  for (const [index, { at, blocks }] of turns.entries()) {
    const answered = idsOf(turns[index + 1]?.blocks ?? [], 'tool_result', 'tool_use_id')
    const open = idsOf(blocks, 'tool_use', 'id').filter((id) => !answered.includes(id))
    if (open.length > 0)
      return `messages.${at}: \`tool_use\` ids were found without \`tool_result\` blocks immediately after: ${open.join(', ')}. Each \`tool_use\` block must have a corresponding \`tool_result\` block in the next message.`
    const asked = idsOf(turns[index - 1]?.blocks ?? [], 'tool_use', 'id')
    const results = idsOf(blocks, 'tool_result', 'tool_use_id')
    const stray = results.findIndex((id) => !asked.includes(id))
    if (stray >= 0)
      return `messages.${at}.content.${stray}: unexpected \`tool_use_id\` found in \`tool_result\` blocks: ${results[stray]}. Each \`tool_result\` block must have a corresponding \`tool_use\` block in the previous message.`
  }
  return undefined
}

const isForced = (body: JsonObject): boolean => {
  const choice = maybeObject(body, 'tool_choice')?.['type']
  return choice === 'any' || choice === 'tool'
}

const thinking: Rule<JsonObject> = (body) =>
  brokenThinking({
    thinking: maybeObject(body, 'thinking'),
    maxTokens: maybeNumber(body, 'max_tokens'),
    temperature: maybeNumber(body, 'temperature'),
    isForced: isForced(body),
  })

const ttlOf = (block: JsonObject): string | undefined => {
  const control = maybeObject(block, 'cache_control')
  return control === undefined ? undefined : (maybeText(control, 'ttl') ?? '5m')
}

const marksIn = (list: readonly JsonObject[], path: string): CacheMark[] =>
  list.flatMap((block, at) => {
    const ttl = ttlOf(block)
    return ttl === undefined ? [] : [{ at: `${path}.${at}`, ttl }]
  })

const cache: Rule<JsonObject> = (body) =>
  brokenCache([
    ...marksIn(objectsOf(body, 'tools'), 'tools'),
    ...marksIn(objectsOf(body, 'system'), 'system'),
    ...objectsOf(body, 'messages').flatMap((message, at) => marksIn(blocksOf(message), `messages.${at}.content`)),
  ])

const size =
  (contextTokens: number | undefined): Rule<JsonObject> =>
  (body) =>
    brokenSize(
      [body['system'], ...objectsOf(body, 'messages').flatMap(blocksOf)].map((block) => textIn([block ?? ''])),
      contextTokens,
    )

/**
 * What is wrong with a Messages body, in the service's words where recordings or reports have them. The wording of the
 * checks of `anthropic_version` and of single values is ours.
 */
export const brokenRule = (body: JsonObject, contextTokens: number | undefined): string | undefined =>
  firstBroken(
    [
      schema,
      foreignKeys,
      version,
      maxTokens,
      temperature,
      roles,
      blanks,
      toolPairs,
      thinking,
      cache,
      size(contextTokens),
    ],
    body,
  )
