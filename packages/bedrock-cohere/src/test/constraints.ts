import { isJsonObject, type Json, type JsonObject } from '@x/bedrock-core/family'

type Check = (value: Json) => boolean

const text: Check = (value) => typeof value === 'string'
const said: Check = (value) => typeof value === 'string' && value.trim() !== ''
const flag: Check = (value) => typeof value === 'boolean'
const from =
  (low: number, high: number): Check =>
  (value) =>
    typeof value === 'number' && value >= low && value <= high
const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.length > 0 && value.every(check)
const keys =
  (members: Readonly<Record<string, Check>>, required: readonly string[]): Check =>
  (value) =>
    isJsonObject(value) &&
    required.every((key) => value[key] !== undefined) &&
    Object.entries(value).every(([key, member]) => member !== undefined && members[key]?.(member) === true)
const each =
  (check: Check): Check =>
  (value) =>
    isJsonObject(value) && Object.values(value).every((member) => member !== undefined && check(member))
const name: Check = (value) => typeof value === 'string' && /^[a-zA-Z_][a-zA-Z0-9_]*$/.test(value)
const python: Check = (value) => ['str', 'int', 'float', 'bool', 'list', 'dict'].includes(String(value))

/** Every key of AWS's page on Command R, and what may stand there. */
const members: Readonly<Record<string, Check>> = {
  message: text,
  chat_history: listOf(
    keys({ role: (role) => role === 'USER' || role === 'CHATBOT', message: said }, ['role', 'message']),
  ),
  documents: listOf(keys({ title: text, snippet: said }, ['snippet'])),
  search_queries_only: flag,
  preamble: said,
  max_tokens: from(1, 4000),
  temperature: from(0, 1),
  p: from(0.01, 0.99),
  k: from(0, 500),
  prompt_truncation: (value) => value === 'OFF' || value === 'AUTO_PRESERVE_ORDER',
  frequency_penalty: from(0, 1),
  presence_penalty: from(0, 1),
  seed: from(0, Number.MAX_SAFE_INTEGER),
  return_prompt: flag,
  tools: listOf(
    keys(
      {
        name,
        description: said,
        parameter_definitions: each(keys({ description: text, type: python, required: flag }, ['type', 'required'])),
      },
      ['name', 'description'],
    ),
  ),
  tool_results: listOf(
    keys(
      {
        call: keys({ name, parameters: isJsonObject }, ['name', 'parameters']),
        outputs: listOf(isJsonObject),
      },
      ['call', 'outputs'],
    ),
  ),
  stop_sequences: listOf((value) => text(value) && value !== ''),
  raw_prompting: flag,
}

const list = (body: JsonObject, key: string): readonly JsonObject[] => {
  const value = body[key]
  return Array.isArray(value) ? value.filter(isJsonObject) : []
}

/** What holds between members. */
const together: Readonly<Record<string, (body: JsonObject) => boolean>> = {
  'a message or tool results, never both': (body) =>
    said(body['message'] ?? '') !== (body['tool_results'] !== undefined),
  'the user speaks first': (body) => (list(body, 'chat_history')[0]?.['role'] ?? 'USER') === 'USER',
  'turns alternate': (body) =>
    list(body, 'chat_history').every(({ role }, at, all) => at === 0 || role !== all[at - 1]?.['role']),
  'a message follows the chatbot': (body) =>
    body['message'] === '' || (list(body, 'chat_history').at(-1)?.['role'] ?? 'CHATBOT') === 'CHATBOT',
  'tool names differ': (body) =>
    new Set(list(body, 'tools').map((tool) => tool['name'])).size === list(body, 'tools').length,
  'results have their tools beside them': (body) => {
    const offered = new Set(list(body, 'tools').map((tool) => tool['name']))
    return list(body, 'tool_results').every(({ call }) => isJsonObject(call) && offered.has(call['name']))
  },
}

/** What a body does that the documentation does not allow. */
export const violations = (body: JsonObject): string[] => [
  ...(body['message'] === undefined ? ['message is missing'] : []),
  ...Object.entries(body).flatMap(([key, value]) =>
    value !== undefined && members[key]?.(value) === true ? [] : [`${key}: ${JSON.stringify(value)}`],
  ),
  ...Object.entries(together).flatMap(([rule, holds]) => (holds(body) ? [] : [`broken: ${rule}`])),
]
