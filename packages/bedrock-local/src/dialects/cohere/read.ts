import { defined, type JsonObject, maybeNumber, maybeObject, maybeText, objectsOf } from '@x/bedrock-core/family'
import type { AskMessage, AskPart, AskTool, Question } from '../../answer/ask.ts'
import { base64OfText } from '../../wire/base64.ts'
import { checkBody } from '../schema.ts'

/** The request keys of AWS's page on Command R; the service takes no other. */
const known =
  'message chat_history documents search_queries_only preamble max_tokens temperature p k prompt_truncation frequency_penalty presence_penalty seed return_prompt tools tool_results stop_sequences raw_prompting'.split(
    ' ',
  )

/** Cohere's parameter types are Python's. */
const types: Readonly<Record<string, string>> = {
  str: 'string',
  string: 'string',
  int: 'integer',
  float: 'number',
  bool: 'boolean',
  dict: 'object',
  list: 'array',
}

const toolOf = (tool: JsonObject): AskTool => {
  const parameters = Object.keys(maybeObject(tool, 'parameter_definitions') ?? {}).map((name) => {
    const definition = maybeObject(maybeObject(tool, 'parameter_definitions') ?? {}, name) ?? {}
    return {
      name,
      type: types[maybeText(definition, 'type') ?? ''] ?? 'string',
      required: definition['required'] === true,
    }
  })
  return {
    name: maybeText(tool, 'name') ?? '',
    description: maybeText(tool, 'description') ?? '',
    inputSchema: {
      type: 'object',
      properties: Object.fromEntries(parameters.map(({ name, type }) => [name, { type }])),
      required: parameters.filter(({ required }) => required).map(({ name }) => name),
    },
  }
}

/** Calls have no ids here; results are told apart by their place. */
const resultOf = (result: JsonObject, at: number): AskPart => ({
  type: 'tool-result',
  id: `${at}`,
  text: objectsOf(result, 'outputs')
    .map((output) => maybeText(output, 'text') ?? JSON.stringify(output))
    .join('\n'),
  isError: false,
})

/** Whatever comes as a document is cited. */
const documentOf = (document: JsonObject): AskPart => ({
  type: 'file',
  kind: 'document',
  format: 'txt',
  data: base64OfText(maybeText(document, 'snippet') ?? ''),
  citations: true,
  ...defined({ name: maybeText(document, 'title') }),
})

const turnOf = (turn: JsonObject): AskMessage => ({
  role: turn['role'] === 'CHATBOT' ? 'assistant' : turn['role'] === 'SYSTEM' ? 'system' : 'user',
  parts: [{ type: 'text', text: maybeText(turn, 'message') ?? '' }],
})

/** Reads a Command R body. @throws Refusal */
export const read = (body: JsonObject): Question => {
  checkBody(body, { required: ['message'], known, most: { p: 0.99 } })
  const maxTokens = maybeNumber(body, 'max_tokens')
  const tools = objectsOf(body, 'tools').map(toolOf)
  const text: AskPart = { type: 'text', text: maybeText(body, 'message') ?? '' }
  return {
    system: maybeText(body, 'preamble') ?? '',
    messages: [
      ...objectsOf(body, 'chat_history').map(turnOf),
      {
        role: 'user',
        parts: [
          ...objectsOf(body, 'documents').map(documentOf),
          ...objectsOf(body, 'tool_results').map(resultOf),
          text,
        ],
      },
    ],
    tools,
    toolChoice: tools.length === 0 ? 'none' : 'auto',
    reasoning: false,
    ...(maxTokens === undefined ? {} : { maxTokens }),
  }
}
