import { type JsonObject, maybeNumber, maybeText } from '@x/bedrock-core/family'
import type { AskMessage, Question } from '../../answer/ask.ts'
import { checkBody } from '../schema.ts'

/** Turns as Llama 3 and Llama 4 mark them: role, then content. */
const templates: readonly RegExp[] = [
  /<\|start_header_id\|>(\w+)<\|end_header_id\|>\n\n([\s\S]*?)(?=<\|eot_id\|>|<\|eom_id\|>|<\|start_header_id\|>|$)/g,
  /<\|header_start\|>(\w+)<\|header_end\|>\n\n([\s\S]*?)(?=<\|eot\|>|<\|eom\|>|<\|header_start\|>|$)/g,
]

const roles: Readonly<Record<string, AskMessage['role']>> = { system: 'system', assistant: 'assistant' }

const messagesIn = (prompt: string): AskMessage[] => {
  for (const template of templates) {
    const turns = [...prompt.matchAll(template)].filter(([, , content = '']) => content !== '')
    if (turns.length > 0)
      return turns.map(([, role = '', text = '']) => ({ role: roles[role] ?? 'user', parts: [{ type: 'text', text }] }))
  }
  // Llama 2 marks turns by [INST]; a prompt without marks is taken as it is.
  const last =
    prompt
      .split('[INST]')
      .at(-1)
      ?.replace(/\[\/INST\][\s\S]*$/, '') ?? prompt
  return [{ role: 'user', parts: [{ type: 'text', text: last.replace(/<<SYS>>[\s\S]*<<\/SYS>>/, '').trim() }] }]
}

/** Reads a Llama body. Tools are words of the prompt to this form, so none are seen. @throws Refusal */
export const read = (body: JsonObject): Question => {
  checkBody(body, { required: ['prompt'], known: ['prompt', 'max_gen_len', 'temperature', 'top_p', 'images'] })
  const messages = messagesIn(maybeText(body, 'prompt') ?? '')
  const maxTokens = maybeNumber(body, 'max_gen_len')
  const systems = messages.filter(({ role }) => role === 'system')
  return {
    system: systems.flatMap(({ parts }) => parts.map((part) => (part.type === 'text' ? part.text : ''))).join('\n'),
    messages: messages.filter(({ role }) => role !== 'system'),
    tools: [],
    toolChoice: 'none',
    reasoning: false,
    ...(maxTokens === undefined ? {} : { maxTokens }),
  }
}
