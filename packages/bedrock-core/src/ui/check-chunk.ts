import { BedrockError } from '../errors/bedrock-error.ts'
import { isJsonObject, type Json } from '../speech/json.ts'
import type { UIChunk } from './chunk.ts'

/** The text members that each event must have, as `ai` 7 checks them. */
const texts: Readonly<Record<string, readonly string[]>> = {
  start: [],
  'start-step': [],
  'finish-step': [],
  'reset-step': [],
  'text-start': ['id'],
  'text-delta': ['id', 'delta'],
  'text-end': ['id'],
  'reasoning-start': ['id'],
  'reasoning-delta': ['id', 'delta'],
  'reasoning-end': ['id'],
  'tool-input-start': ['toolCallId', 'toolName'],
  'tool-input-delta': ['toolCallId', 'inputTextDelta'],
  'tool-input-available': ['toolCallId', 'toolName'],
  'tool-input-error': ['toolCallId', 'toolName', 'errorText'],
  'tool-approval-request': ['approvalId', 'toolCallId'],
  'tool-output-available': ['toolCallId'],
  'tool-output-error': ['toolCallId', 'errorText'],
  'tool-output-denied': ['toolCallId'],
  'source-url': ['sourceId', 'url'],
  'source-document': ['sourceId', 'mediaType', 'title'],
  file: ['url', 'mediaType'],
  'message-metadata': [],
  finish: [],
  abort: [],
  error: ['errorText'],
}

const malformed = (what: string): BedrockError<'malformed'> =>
  new BedrockError(
    'malformed',
    `The answer's stream could not be read: ${what}. Check that the server speaks the UI message stream, version 1.`,
  )

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
  if (!isJsonObject(value)) throw malformed('an event is not an object')
  const { type, messageMetadata } = value
  if (typeof type !== 'string') throw malformed('an event has no type')
  const required = type.startsWith('data-') ? [] : Object.hasOwn(texts, type) ? texts[type] : undefined
  if (required === undefined) return undefined
  for (const key of required) if (typeof value[key] !== 'string') throw malformed(`"${key}" of "${type}" is not a text`)
  if (messageMetadata !== undefined && !isJsonObject(messageMetadata))
    throw malformed(`the metadata of "${type}" is not an object`)
  return value as UIChunk
}
