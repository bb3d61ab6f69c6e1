import type { Turn, Warning } from '@x/bedrock-core/family'

/** Llama has no place for earlier reasoning, another model's perhaps: says once that it is left out. */
export const reasoningRemoved = (turns: readonly Turn[]): readonly Warning[] =>
  turns.some(({ role, content }) => role === 'assistant' && content.some(({ type }) => type === 'reasoning'))
    ? [{ code: 'reasoning-removed', message: 'Llama takes no earlier reasoning back; it was left out.' }]
    : []
