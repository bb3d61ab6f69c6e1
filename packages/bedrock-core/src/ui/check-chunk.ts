import { isJsonObject, type Json } from '../speech/json.ts'
import type { UIChunk } from './chunk.ts'
import { malformed } from './malformed.ts'

/** The text members that each event must have, as `ai` 7 checks them. */
const texts: Readonly<Record<string, string>> = {
  start: '',
  'start-step': '',
  'finish-step': '',
  'reset-step': '',
  'text-start': 'id',
  'text-delta': 'id delta',
  'text-end': 'id',
  'reasoning-start': 'id',
  'reasoning-delta': 'id delta',
  'reasoning-end': 'id',
  'tool-input-start': 'toolCallId toolName',
  'tool-input-delta': 'toolCallId inputTextDelta',
  'tool-input-available': 'toolCallId toolName',
  'tool-input-error': 'toolCallId toolName errorText',
  'tool-approval-request': 'approvalId toolCallId',
  'tool-output-available': 'toolCallId',
  'tool-output-error': 'toolCallId errorText',
  'tool-output-denied': 'toolCallId',
  'source-url': 'sourceId url',
  'source-document': 'sourceId mediaType title',
  file: 'url mediaType',
  'message-metadata': '',
  finish: '',
  abort: '',
  error: 'errorText',
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
  const { type, messageMetadata } = isJsonObject(value) ? value : {}
  if (!isJsonObject(value) || typeof type !== 'string') throw malformed('an event is not an object with a type')
  const required = type.startsWith('data-') ? '' : Object.hasOwn(texts, type) ? texts[type] : undefined
  if (required === undefined) return undefined
  for (const key of required.split(' '))
    if (key !== '' && typeof value[key] !== 'string') throw malformed(`"${key}" of "${type}" is not a text`)
  if (messageMetadata !== undefined && !isJsonObject(messageMetadata))
    throw malformed(`the metadata of "${type}" is not an object`)
  return value as UIChunk
}
