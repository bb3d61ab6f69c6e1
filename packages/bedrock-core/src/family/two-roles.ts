import type { Turn } from '../speech/prompt.ts'

/** One message being written, in the two roles that most wires know. */
export type WireTurn<Block> = {
  readonly role: 'user' | 'assistant'
  readonly content: Block[]
}

/** Writes turns as messages of two roles: tool results and what the user says behind them are one. */
export const inTwoRoles = <Block>(
  turns: readonly Turn[],
  write: (turn: Turn) => readonly Block[],
): WireTurn<Block>[] => {
  const messages: WireTurn<Block>[] = []
  for (const turn of turns) {
    const role = turn.role === 'assistant' ? 'assistant' : 'user'
    const content = write(turn)
    const last = messages.at(-1)
    if (last?.role === role) last.content.push(...content)
    else if (content.length > 0) messages.push({ role, content: [...content] })
  }
  return messages
}
