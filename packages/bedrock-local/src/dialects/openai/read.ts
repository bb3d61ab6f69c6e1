import { defined, type JsonObject, maybeNumber, maybeObject, maybeText, objectsOf } from '@x/bedrock-core/family'
import type { AskMessage, AskPart, Question } from '../../answer/ask.ts'
import { invalid } from '../../wire/refusal.ts'
import type { Asked } from '../dialect.ts'
import { objectFrom, textIn } from '../read.ts'
import { checkBody } from '../schema.ts'

const callOf = (call: JsonObject): AskPart => {
  const called = maybeObject(call, 'function') ?? {}
  return {
    type: 'tool-call',
    id: maybeText(call, 'id') ?? '',
    name: maybeText(called, 'name') ?? '',
    input: objectFrom(maybeText(called, 'arguments') ?? ''),
  }
}

/** Images come as data URLs. */
const imagesOf = (message: JsonObject): AskPart[] =>
  objectsOf(message, 'content').flatMap((part): AskPart[] => {
    const [, format, data] =
      /^data:image\/([\w.+-]+);base64,(.*)$/s.exec(maybeText(maybeObject(part, 'image_url') ?? {}, 'url') ?? '') ?? []
    return data === undefined ? [] : [{ type: 'file', kind: 'image', ...defined({ format, data }) }]
  })

const messageOf = (message: JsonObject): AskMessage => {
  const text = textIn(message['content'])
  if (message['role'] === 'tool')
    return {
      role: 'user',
      parts: [{ type: 'tool-result', id: maybeText(message, 'tool_call_id') ?? '', text, isError: false }],
    }
  const said: AskPart[] = text === '' ? [] : [{ type: 'text', text }]
  return {
    role: message['role'] === 'assistant' ? 'assistant' : 'user',
    parts: [...imagesOf(message), ...said, ...objectsOf(message, 'tool_calls').map(callOf)],
  }
}

/** Results of parallel calls are messages of their own here; they answer one turn. */
const joined = (messages: readonly AskMessage[]): AskMessage[] => {
  const turns: AskMessage[] = []
  for (const message of messages) {
    const before = turns.at(-1)
    const isResult = message.parts[0]?.type === 'tool-result'
    if (isResult && before?.parts[0]?.type === 'tool-result')
      turns[turns.length - 1] = { role: 'user', parts: [...before.parts, ...message.parts] }
    else turns.push(message)
  }
  return turns
}

const isInstruction = ({ role }: JsonObject): boolean => role === 'system' || role === 'developer'

const choiceOf = (body: JsonObject): Question['toolChoice'] => {
  if (objectsOf(body, 'tools').length === 0 || body['tool_choice'] === 'none') return 'none'
  const named = maybeObject(body, 'tool_choice')
  if (named !== undefined) return { name: maybeText(maybeObject(named, 'function') ?? {}, 'name') ?? '' }
  return body['tool_choice'] === 'required' ? 'any' : 'auto'
}

/** Reads a chat-completions body. The model answers thoughts whenever an effort is named. @throws Refusal, its wording ours */
export const read = (body: JsonObject, { model }: Asked): Question => {
  checkBody(body, { required: ['messages'] })
  const named = maybeText(body, 'model')
  if (named !== undefined && named !== model)
    throw invalid(`The model "${named}" of the body is not the model of the path.`)
  const messages = objectsOf(body, 'messages')
  if (messages.length === 0) throw invalid('messages: at least one message is required')
  const maxTokens = maybeNumber(body, 'max_completion_tokens') ?? maybeNumber(body, 'max_tokens')
  return {
    system: messages
      .filter(isInstruction)
      .map(({ content }) => textIn(content))
      .join('\n'),
    messages: joined(messages.filter((message) => !isInstruction(message)).map(messageOf)),
    tools: objectsOf(body, 'tools').map((tool) => {
      const offered = maybeObject(tool, 'function') ?? {}
      return {
        name: maybeText(offered, 'name') ?? '',
        description: maybeText(offered, 'description') ?? '',
        inputSchema: maybeObject(offered, 'parameters') ?? {},
      }
    }),
    toolChoice: choiceOf(body),
    reasoning: maybeText(body, 'reasoning_effort') !== undefined,
    ...(maxTokens === undefined ? {} : { maxTokens }),
  }
}
