import type { Json } from '../../speech/json.ts'
import type { UIMessage, UIPart } from '../message.ts'
import { listOf, object, oneOf, text, type Value } from './readers.ts'

/** The text members that each part must have; those of tool calls are checked by what reads them. */
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
  'tool-': [],
  'dynamic-tool': [],
}

const readPart = (value: Json, where: string): UIPart => {
  const part = object(value, where)
  const type = text(part['type'], `${where}.type`).replace(/^(data-|tool-).*/s, '$1')
  for (const key of texts[oneOf(type, `${where}.type`, Object.keys(texts))] ?? []) text(part[key], `${where}.${key}`)
  if (part['providerMetadata'] !== undefined) object(part['providerMetadata'], `${where}.providerMetadata`)
  return part as UIPart
}

/** What the checks need of the limits. */
export interface MessageLimits {
  readonly maxMessages: number
  readonly maxParts: number
  readonly allowSystem?: boolean
}

/** Checks a browser's messages. @throws BedrockError `invalid-argument` */
export const checkMessages = (
  messages: Value,
  { maxMessages, maxParts, allowSystem }: MessageLimits,
): readonly UIMessage[] =>
  listOf(messages, 'messages', maxMessages, (message, where) => {
    const { id, role, parts, metadata } = object(message, where)
    return {
      id: text(id, `${where}.id`),
      role: oneOf(role, `${where}.role`, allowSystem ? ['user', 'assistant', 'system'] : ['user', 'assistant']),
      parts: listOf(parts, `${where}.parts`, maxParts, readPart),
      ...(metadata === undefined || metadata === null ? {} : { metadata: object(metadata, `${where}.metadata`) }),
    }
  })
