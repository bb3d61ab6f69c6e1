import { isJsonObject, type Json } from '../../speech/json.ts'
import { isToolPart, toolNameOf, type UIMessage, type UIPart, type UIToolPart, type UIToolState } from '../message.ts'
import { type CheckedLimits, refusal } from './limits.ts'

/** The text members that each part must have. */
const texts: Readonly<Record<string, readonly string[]>> = {
  text: ['text'],
  reasoning: ['text'],
  'reasoning-file': ['mediaType', 'url'],
  file: ['mediaType', 'url'],
  custom: ['kind'],
  'source-url': ['sourceId', 'url'],
  'source-document': ['sourceId', 'mediaType', 'title'],
  'step-start': [],
  'dynamic-tool': ['toolName', 'toolCallId', 'state'],
}

const states: Readonly<Record<UIToolState, true>> = {
  'input-streaming': true,
  'input-available': true,
  'approval-requested': true,
  'approval-responded': true,
  'output-available': true,
  'output-error': true,
  'output-denied': true,
}

const toolName = /^[a-zA-Z0-9_-]{1,64}$/

const requiredOf = (type: string): readonly string[] | undefined => {
  if (Object.hasOwn(texts, type)) return texts[type]
  if (type.startsWith('data-')) return []
  return type.startsWith('tool-') ? ['toolCallId', 'state'] : undefined
}

/** Its texts are texts already. */
const checkTool = (part: UIToolPart, where: string): void => {
  if (!toolName.test(toolNameOf(part)))
    throw refusal(`the tool's name in ${where} is not 1–64 letters, digits, "_" or "-".`)
  if (!Object.hasOwn(states, part.state)) throw refusal(`${where}.state is not a state of a tool call.`)
  if (part.toolCallId === '') throw refusal(`${where}.toolCallId is empty.`)
}

const checkPart = (part: Json, where: string): UIPart => {
  if (!isJsonObject(part) || typeof part['type'] !== 'string') throw refusal(`${where} is not a part.`)
  const { type } = part
  const required = requiredOf(type)
  if (required === undefined) throw refusal(`${where} is of a type that this server does not take.`)
  for (const key of required) if (typeof part[key] !== 'string') throw refusal(`${where}.${key} is not a text.`)
  if (part['providerMetadata'] !== undefined && !isJsonObject(part['providerMetadata']))
    throw refusal(`${where}.providerMetadata is not an object.`)
  const checked = part as UIPart
  if (isToolPart(checked)) checkTool(checked, where)
  return checked
}

const roles = { user: true, assistant: true, system: true } as const

const isRole = (role: Json | undefined): role is UIMessage['role'] =>
  typeof role === 'string' && Object.hasOwn(roles, role)

const checkMessage = (message: Json, where: string, limits: CheckedLimits): UIMessage => {
  if (!isJsonObject(message)) throw refusal(`${where} is not a message.`)
  const { id, role, parts, metadata } = message
  if (typeof id !== 'string') throw refusal(`${where}.id is not a text.`)
  if (!isRole(role)) throw refusal(`${where}.role is not "user" or "assistant".`)
  if (role === 'system' && !limits.allowSystem)
    throw refusal(`${where} is a system message, which only the server may write.`)
  if (!Array.isArray(parts)) throw refusal(`${where}.parts is not a list.`)
  if (parts.length > limits.maxParts) throw refusal(`${where} has more than ${limits.maxParts} parts.`)
  if (metadata !== undefined && metadata !== null && !isJsonObject(metadata))
    throw refusal(`${where}.metadata is not an object.`)
  return {
    id,
    role,
    parts: parts.map((part: Json, index) => checkPart(part, `${where}.parts[${index}]`)),
    ...(isJsonObject(metadata) ? { metadata } : {}),
  }
}

/** Checks a browser's messages. @throws BedrockError `invalid-argument` */
export const checkMessages = (messages: Json | undefined, limits: CheckedLimits): readonly UIMessage[] => {
  if (!Array.isArray(messages)) throw refusal('"messages" is not a list.')
  if (messages.length > limits.maxMessages)
    throw refusal(`it has more than ${limits.maxMessages} messages. Start a new conversation.`)
  return messages.map((message: Json, index) => checkMessage(message, `messages[${index}]`, limits))
}
