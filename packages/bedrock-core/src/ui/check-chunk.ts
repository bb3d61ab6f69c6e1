import { isJsonObject, type Json } from '../speech/json.ts'
import type { UIChunk } from './chunk.ts'
import { malformed } from './malformed.ts'

const named = ['toolCallId', 'toolName']
const file = ['url', 'mediaType']
const growing = ['id', 'delta']

/** The members that each event must have, as `ai` 7 checks them. */
const members: Readonly<Partial<Record<UIChunk['type'], readonly string[]>>> = {
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
  'tool-approval-response': ['approvalId', 'approved'],
  'tool-output-available': ['toolCallId'],
  'tool-output-error': ['toolCallId', 'errorText'],
  'tool-output-denied': ['toolCallId'],
  'source-url': ['sourceId', 'url'],
  'source-document': ['sourceId', 'mediaType', 'title'],
  file,
  custom: ['kind'],
  'steering-message': ['id', 'parts'],
  'message-metadata': [],
  finish: [],
  abort: [],
  error: ['errorText'],
}

/** Whether a member is of its kind; most are texts. */
const fits = (key: string, value: Json | undefined): boolean =>
  key === 'parts' ? Array.isArray(value) : typeof value === (key === 'approved' ? 'boolean' : 'string')

const parsed = (data: string): Json => {
  try {
    return JSON.parse(data) as Json
  } catch {
    return null
  }
}

const isKnown = (type: string): type is UIChunk['type'] => Object.hasOwn(members, type) || type.startsWith('data-')

/** Reads one event's JSON; undefined for a type that we do not know. @throws BedrockError `malformed` */
export const readChunk = (data: string): UIChunk | undefined => {
  const value = parsed(data)
  if (!isJsonObject(value) || typeof value['type'] !== 'string')
    throw malformed('an event is no JSON object with a type')
  const { type, messageMetadata = {} } = value
  if (!isKnown(type)) return undefined
  const wrong = isJsonObject(messageMetadata) ? members[type]?.find((key) => !fits(key, value[key])) : 'messageMetadata'
  if (wrong) throw malformed(`"${wrong}" of "${type}" is missing or of another kind`)
  return value as UIChunk
}
