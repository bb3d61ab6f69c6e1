import type { JsonObject, Prompt, ToolChoice, ToolDefinition, Turn } from '@x/bedrock-core/family'
import type { OssOptions } from '../options.ts'

type Wire = Readonly<Record<string, unknown>>

const isWire = (value: unknown): value is Wire => typeof value === 'object' && value !== null && !Array.isArray(value)
const wire = (value: unknown): Wire => (isWire(value) ? value : {})
const wires = (value: unknown): readonly Wire[] => (Array.isArray(value) ? value.filter(isWire) : [])

const isJsonObject = (value: unknown): value is JsonObject => isWire(value)
const json = (value: unknown): JsonObject => (isJsonObject(value) ? value : {})

/** One text as a string, or a list of texts. */
const texts = (content: unknown) =>
  (typeof content === 'string' ? [content] : wires(content).map((part) => String(part['text']))).map((text) => ({
    type: 'text' as const,
    text,
  }))

const turnOf = (message: Wire): Turn => {
  if (message['role'] === 'tool')
    return {
      role: 'tool',
      content: [
        {
          type: 'tool-result',
          toolCallId: String(message['tool_call_id']),
          toolName: 'any',
          output: { type: 'text', value: texts(message['content'])[0]?.text ?? '' },
        },
      ],
    }
  if (message['role'] !== 'assistant') return { role: 'user', content: texts(message['content']) }
  return {
    role: 'assistant',
    content: [
      ...texts(message['content']),
      ...wires(message['tool_calls']).map((call) => ({
        type: 'tool-call' as const,
        toolCallId: String(call['id']),
        toolName: String(wire(call['function'])['name']),
        input: json(JSON.parse(String(wire(call['function'])['arguments']))),
      })),
    ],
  }
}

const toolOf = (from: Wire): ToolDefinition => {
  const { name, description, parameters } = wire(from['function'])
  return {
    name: String(name),
    inputSchema: json(parameters),
    ...(typeof description === 'string' ? { description } : {}),
  }
}

const choiceOf = (choice: unknown): { toolChoice?: ToolChoice } =>
  isWire(choice) ? { toolChoice: { tool: String(wire(choice['function'])['name']) } } : {}

const number = (from: Wire, theirs: string, ours: string) =>
  typeof from[theirs] === 'number' ? { [ours]: from[theirs] } : {}

/** Says a recorded body in our words. */
export const importRequest = (body: Wire): Prompt<OssOptions> => {
  const messages = wires(body['messages'])
  return {
    system: messages.filter(({ role }) => role === 'system').flatMap(({ content }) => texts(content)),
    messages: messages.filter(({ role }) => role !== 'system').map(turnOf),
    tools: wires(body['tools']).map(toolOf),
    options: {
      ...number(body, 'seed', 'seed'),
      ...(typeof body['parallel_tool_calls'] === 'boolean' ? { parallelToolCalls: body['parallel_tool_calls'] } : {}),
    },
    ...choiceOf(body['tool_choice']),
    ...number(body, 'max_tokens', 'maxOutputTokens'),
    ...number(body, 'temperature', 'temperature'),
    ...number(body, 'top_p', 'topP'),
  }
}
