import type { Turn } from '@x/bedrock-core/family'
import type { Warn } from '../thought.ts'
import { type Block, blocksOf, toolResult } from './blocks.ts'

/** One message being written. */
export type WireMessage = {
  readonly role: 'user' | 'assistant'
  readonly content: Block[]
}

const turnBlocks = (turn: Turn, warn: Warn): Block[] => {
  if (turn.role === 'tool') return turn.content.map(toolResult)
  return turn.content.flatMap((part) => blocksOf(part, turn.role, warn))
}

/** An answer may not be begun with text that ends in white space. */
const trimPrefill = (message: WireMessage | undefined, warn: Warn): void => {
  const last = message?.role === 'assistant' ? message.content.at(-1) : undefined
  const text = last?.type === 'text' ? last['text'] : undefined
  if (last === undefined || typeof text !== 'string' || text.trimEnd() === text) return
  last['text'] = text.trimEnd()
  warn('text-trimmed', 'of the last turn')
}

/**
 * Writes the turns; neighbours of one role become one message, since all results of parallel tool calls must stand in the
 * message after the calls. What is left empty is not sent.
 */
export const messagesOf = (turns: readonly Turn[], warn: Warn): WireMessage[] => {
  const messages: WireMessage[] = []
  for (const turn of turns) {
    const content = turnBlocks(turn, warn)
    if (content.length === 0) continue
    const role = turn.role === 'assistant' ? 'assistant' : 'user'
    const before = messages.at(-1)
    if (before?.role === role) before.content.push(...content)
    else messages.push({ role, content })
  }
  trimPrefill(messages.at(-1), warn)
  return messages
}
