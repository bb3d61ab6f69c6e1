import type { UIMessage, UIPart } from '@x/bedrock-core/ui'
import { invalid } from './bedrock-errors.ts'
import type { ChatInput } from './chat-types.ts'

/** @throws BedrockError `invalid-argument` for an input that says nothing */
export const userMessage = (input: ChatInput, id: string): UIMessage => {
  const { text = '', files = [], parts = [], metadata } = typeof input === 'string' ? { text: input } : input
  const all: readonly UIPart[] = [...files, ...parts, ...(text.trim() ? [{ type: 'text', text } as const] : [])]
  if (all.length === 0) throw invalid('Nothing is said. Pass text or a file.')
  return { id, role: 'user', parts: all, ...(metadata && { metadata }) }
}
