import type { Template, WrittenTurn } from './template.ts'

/** Turns alternate in this form, so neighbours of one role become one. */
const alternating = (turns: readonly WrittenTurn[]): WrittenTurn[] => {
  const joined: WrittenTurn[] = []
  for (const turn of turns) {
    const last = joined.at(-1)
    if (last?.role === turn.role) joined[joined.length - 1] = { role: turn.role, text: `${last.text}\n\n${turn.text}` }
    else joined.push(turn)
  }
  return joined
}

/**
 * Llama 2: each pair of turns between `<s>` and `</s>`, the user's in `[INST]`, the system prompt inside the first of them.
 * Source: Meta's reference code of Llama 2, and recorded prompts.
 */
export const instructions: Template = {
  special: /<(?=\/?s>|unk>|<\/?SYS>>)|\[(?=\/?INST\])/g,
  write: (system, turns, warnings) => {
    const pairs = alternating(turns)
    if (pairs[0]?.role !== 'user') {
      pairs.unshift({ role: 'user', text: '.' })
      warnings.push({
        code: 'user-turn-added',
        message: 'Llama 2 wants the user to speak first; a turn with "." was put before the assistant’s.',
      })
    }
    const before = system === '' ? '' : `<<SYS>>\n${system}\n<</SYS>>\n\n`
    return pairs
      .map(({ role, text }, index) => {
        if (role === 'user') return `<s>[INST] ${index === 0 ? before : ''}${text} [/INST]`
        return index === pairs.length - 1 ? ` ${text}` : ` ${text} </s>`
      })
      .join('')
  },
}
