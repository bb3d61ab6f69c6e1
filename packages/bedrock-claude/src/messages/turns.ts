import type { Turn } from '@x/bedrock-core/family'
import { type Block, blockOf } from './blocks.ts'

/** One message being written. */
export type WireMessage = {
  readonly role: 'user' | 'assistant'
  readonly content: Block[]
}

/** Writes the turns; tool results and what the user says behind them are one message. */
export const messagesOf = (turns: readonly Turn[]): WireMessage[] => {
  const messages: WireMessage[] = []
  for (const turn of turns) {
    const parts: readonly Turn['content'][number][] = turn.content
    const content = parts.map(blockOf)
    const role = turn.role === 'assistant' ? 'assistant' : 'user'
    const before = messages.at(-1)
    if (before?.role === role) before.content.push(...content)
    else messages.push({ role, content })
  }
  return messages
}
