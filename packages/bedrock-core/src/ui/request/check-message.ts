import { isJsonObject, type Json, type JsonObject } from '../../speech/json.ts'
import type { UIMessage, UIPart } from '../message.ts'
import { refusal } from './limits.ts'

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
  'data-': [],
  'tool-': ['toolCallId', 'state'],
  'dynamic-tool': ['toolName', 'toolCallId', 'state'],
}

type Value = Json | undefined

const object = (value: Value, where: string): JsonObject => {
  if (isJsonObject(value)) return value
  throw refusal(`${where} is not an object.`)
}

const text = (value: Value, where: string): string => {
  if (typeof value === 'string') return value
  throw refusal(`${where} is not a text.`)
}

const list = (value: Value, where: string, most: number): readonly Json[] => {
  if (Array.isArray(value) && value.length <= most) return value
  throw refusal(`${where} is not a list of at most ${most}.`)
}

const checkPart = (value: Json, where: string): UIPart => {
  const part = object(value, where)
  const type = text(part['type'], `${where}.type`).replace(/^(data-|tool-).*/s, '$1')
  const members = Object.hasOwn(texts, type) ? texts[type] : undefined
  if (members === undefined) throw refusal(`${where} is of a type that this server does not take.`)
  for (const key of members) text(part[key], `${where}.${key}`)
  if (part['providerMetadata'] !== undefined) object(part['providerMetadata'], `${where}.providerMetadata`)
  return part as UIPart
}

/** What the checks need of the limits. */
export interface MessageLimits {
  readonly maxMessages: number
  readonly maxParts: number
  readonly allowSystem?: boolean
}

const checkMessage = (value: Json, where: string, { maxParts, allowSystem }: MessageLimits): UIMessage => {
  const { id, role, parts, metadata } = object(value, where)
  if (role !== 'user' && role !== 'assistant' && !(allowSystem && role === 'system'))
    throw refusal(`${where}.role is not "user" or "assistant".`)
  return {
    id: text(id, `${where}.id`),
    role,
    parts: list(parts, `${where}.parts`, maxParts).map((part, index) => checkPart(part, `${where}.parts[${index}]`)),
    ...(metadata === undefined || metadata === null ? {} : { metadata: object(metadata, `${where}.metadata`) }),
  }
}

/** Checks a browser's messages. @throws BedrockError `invalid-argument` */
export const checkMessages = (messages: Value, limits: MessageLimits): readonly UIMessage[] =>
  list(messages, 'messages', limits.maxMessages).map((message, index) =>
    checkMessage(message, `messages[${index}]`, limits),
  )
