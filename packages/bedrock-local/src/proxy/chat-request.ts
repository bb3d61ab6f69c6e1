import { defined, type Json, type JsonObject, maybeNumber, maybeObject } from '@x/bedrock-core/family'
import type { Ask, AskMessage, AskPart } from '../answer/ask.ts'
import { textOfBase64 } from '../wire/base64.ts'
import { invalid } from '../wire/refusal.ts'

type FilePart = Extract<AskPart, { type: 'file' }>

const plainDocuments = new Set(['txt', 'md', 'csv', 'html', 'plain'])

/** An image as a data URL, a text document as its text. @throws Refusal for any other file: nothing is left out in silence */
const fileOf = ({ kind, format = '', data, name }: FilePart): JsonObject => {
  if (kind === 'image' && data !== undefined)
    return { type: 'image_url', image_url: { url: `data:image/${format || 'png'};base64,${data}` } }
  const text = kind === 'document' && plainDocuments.has(format) ? textOfBase64(data ?? '') : undefined
  if (text !== undefined) return { type: 'text', text: name === undefined ? text : `${name}:\n${text}` }
  throw invalid(
    `The proxied model cannot be given this ${kind}${format === '' ? '' : ` (${format})`}: images and text alone pass.`,
  )
}

const contentOf = (parts: readonly AskPart[]): Json => {
  const blocks = parts.flatMap((part) => {
    if (part.type === 'text') return [{ type: 'text', text: part.text }]
    return part.type === 'file' ? [fileOf(part)] : []
  })
  // Many servers take text alone only as a string.
  return blocks.every(({ type }) => type === 'text') ? blocks.map((block) => block['text']).join('\n') : blocks
}

const resultsIn = ({ parts }: AskMessage): JsonObject[] =>
  parts.flatMap((part) =>
    part.type === 'tool-result'
      ? [{ role: 'tool', tool_call_id: part.id, content: part.isError ? `Error: ${part.text}` : part.text }]
      : [],
  )

const turnOf = (message: AskMessage): JsonObject[] => {
  const content = contentOf(message.parts)
  if (message.role !== 'assistant')
    return [...resultsIn(message), ...(content === '' ? [] : [{ role: message.role, content }])]
  // Earlier thoughts are not given back: no such server takes them.
  const calls = message.parts.flatMap((part) =>
    part.type === 'tool-call'
      ? [{ id: part.id, type: 'function', function: { name: part.name, arguments: JSON.stringify(part.input) } }]
      : [],
  )
  return [{ role: 'assistant', content, ...(calls.length === 0 ? {} : { tool_calls: calls }) }]
}

const choiceOf = ({ toolChoice }: Ask): Json => {
  if (typeof toolChoice === 'object') return { type: 'function', function: { name: toolChoice.name } }
  return toolChoice === 'any' ? 'required' : toolChoice
}

const numberOf = (body: JsonObject, converse: string, native: string): number | undefined =>
  maybeNumber(maybeObject(body, 'inferenceConfig') ?? {}, converse) ?? maybeNumber(body, native)

const stopsOf = (body: JsonObject): Json | undefined =>
  maybeObject(body, 'inferenceConfig')?.['stopSequences'] ?? body['stop_sequences'] ?? body['stop']

/** A question as a chat-completions body, streamed. @throws Refusal for what cannot be carried */
export const chatRequest = (ask: Ask, model: string): JsonObject => ({
  model,
  stream: true,
  stream_options: { include_usage: true },
  messages: [...(ask.system === '' ? [] : [{ role: 'system', content: ask.system }]), ...ask.messages.flatMap(turnOf)],
  ...defined({
    max_tokens: ask.maxTokens,
    temperature: numberOf(ask.body, 'temperature', 'temperature'),
    top_p: numberOf(ask.body, 'topP', 'top_p'),
    stop: stopsOf(ask.body),
  }),
  ...(ask.tools.length === 0
    ? {}
    : {
        tools: ask.tools.map(({ name, description, inputSchema }) => ({
          type: 'function',
          function: { name, description, parameters: inputSchema },
        })),
        tool_choice: choiceOf(ask),
      }),
  ...(ask.responseSchema === undefined
    ? {}
    : {
        response_format: {
          type: 'json_schema',
          json_schema: { name: 'answer', schema: ask.responseSchema, strict: true },
        },
      }),
})
