import { isJsonObject, type Json } from '../speech/json.ts'
import type { UIChunk } from './chunk.ts'
import { malformed } from './malformed.ts'

const named = ['toolCallId', 'toolName']
const file = ['url', 'mediaType']
const growing = ['id', 'delta']

/** The text members that each event must have, as `ai` 7 checks them. */
const texts: Readonly<Record<UIChunk['type'], readonly string[]>> = {
  start: [],
  'start-step': [],
  'finish-step': [],
  'reset-step': [],
  'text-start': ['id'],
  'text-delta': growing,
  'text-end': ['id'],
  'reasoning-start': ['id'],
  'reasoning-delta': growing,
  'reasoning-end': ['id'],
  'reasoning-file': file,
  'tool-input-start': named,
  'tool-input-delta': ['toolCallId', 'inputTextDelta'],
  'tool-input-available': named,
  'tool-input-error': ['toolCallId', 'toolName', 'errorText'],
  'tool-approval-request': ['approvalId', 'toolCallId'],
  'tool-approval-response': ['approvalId'],
  'tool-output-available': ['toolCallId'],
  'tool-output-error': ['toolCallId', 'errorText'],
  'tool-output-denied': ['toolCallId'],
  'source-url': ['sourceId', 'url'],
  'source-document': ['sourceId', 'mediaType', 'title'],
  file,
  custom: ['kind'],
  'steering-message': ['id'],
  'message-metadata': [],
  finish: [],
  abort: [],
  error: ['errorText'],
}

const parsed = (data: string): Json => {
  try {
    return JSON.parse(data) as Json
  } catch {
    throw malformed('an event is not JSON')
  }
}

/** Reads one event's JSON; undefined for a type that we do not know. @throws BedrockError `malformed` */
export const readChunk = (data: string): UIChunk | undefined => {
  const value = parsed(data)
  const { type, messageMetadata, approved, parts } = isJsonObject(value) ? value : {}
  if (!isJsonObject(value) || typeof type !== 'string') throw malformed('an event is not an object with a type')
  const required = type.startsWith('data-')
    ? []
    : Object.hasOwn(texts, type)
      ? texts[type as UIChunk['type']]
      : undefined
  if (required === undefined) return undefined
  for (const key of required) if (typeof value[key] !== 'string') throw malformed(`"${key}" of "${type}" is not a text`)
  if (
    (messageMetadata !== undefined && !isJsonObject(messageMetadata)) ||
    (type === 'tool-approval-response' && typeof approved !== 'boolean') ||
    (type === 'steering-message' && !Array.isArray(parts))
  )
    throw malformed(`"${type}" has a member of another kind`)
  return value as UIChunk
}
