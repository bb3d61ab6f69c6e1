import type { Delta, Prompt } from '@x/bedrock-core/family'
import type { LlamaOptions } from '../options.ts'
import { readCalls } from './dialects.ts'

const isContent = (delta: Delta): delta is Extract<Delta, { block: number }> => 'block' in delta

/**
 * Gives an answer that is nothing but calls written as text as the calls it means. Anything else stays as it was said: an
 * answer that calls a tool properly, that says more, or that names a tool which was not offered.
 */
export const callsInText = (deltas: Delta[], prompt: Prompt<LlamaOptions>): Delta[] => {
  const { tools, toolChoice, messages, options } = prompt
  if (tools.length === 0 || toolChoice === 'none' || options.toolCallsInText === false) return deltas
  const content = deltas.filter(isContent)
  if (!content.every(({ type }) => type === 'text' || type === 'end')) return deltas
  const text = content.map((delta) => (delta.type === 'text' ? delta.text : '')).join('')
  const calls = readCalls(text, new Set(tools.map(({ name }) => name)))
  if (calls === undefined) return deltas
  return [
    ...calls.map(
      ({ name, input }, block): Delta => ({
        type: 'tool',
        block,
        // Bedrock gave none. The turn's number keeps the ids of one conversation apart.
        id: `text_${messages.length}_${block}`,
        name,
        input: JSON.stringify(input),
      }),
    ),
    ...deltas.filter((delta) => !isContent(delta)),
  ]
}
