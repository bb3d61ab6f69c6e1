import { isJsonObject, type Json } from '@x/bedrock-core/family'
import { readFrame } from '../wire/frame-borders.ts'

/** Where the wire forms keep what a model says. */
const keys = new Set([
  'text',
  'thinking',
  'partial_json',
  'input',
  'generation',
  'content',
  'reasoning',
  'arguments',
  'outputText',
])

const saidIn = (value: Json | undefined, spoken: boolean): string => {
  if (typeof value === 'string') return spoken ? value : ''
  if (Array.isArray(value)) return value.map((item: Json) => saidIn(item, spoken)).join('')
  if (!isJsonObject(value)) return ''
  return Object.entries(value)
    .map(([key, member]) => saidIn(member, keys.has(key)))
    .join('')
}

/** What a frame says, whatever its wire form: text, thoughts and tool input; '' for bytes that are no frame. */
export const spokenIn = (frame: Uint8Array): string => {
  try {
    return saidIn(readFrame(frame).payload, false)
  } catch {
    return ''
  }
}
