import type { Prompt } from '@x/bedrock-core/family'
import { callsIn, resultsIn } from './results.ts'

/** Cohere's reference of the chat API: letters, digits and `_`, and no digit first. Bedrock's other forms take `-` too. */
const legal = (name: string): string => name.replace(/[^a-zA-Z0-9_]/g, '_').replace(/^(?=\d|$)/, '_')

/** The wire's name of each tool that a prompt offers or has results of. Different tools keep different names. */
export const wireNames = (prompt: Prompt): ReadonlyMap<string, string> => {
  const own = new Set([
    ...prompt.tools.map(({ name }) => name),
    ...resultsIn(prompt.messages).map((one) => one.toolName),
  ])
  const taken = new Set(own)
  const wire = new Map<string, string>()
  for (const name of own) {
    let free = legal(name)
    while (free !== name && taken.has(free)) free += '_'
    taken.add(free)
    wire.set(name, free)
  }
  return wire
}

/** The tool that a wire name means. */
export const ownNames = (prompt: Prompt): ((wireName: string) => string) => {
  const own = new Map([...wireNames(prompt)].map(([name, wire]) => [wire, name]))
  return (wireName) => own.get(wireName) ?? wireName
}

/**
 * Ids for an answer's tool calls, by their place in it: the wire has none. They follow from the prompt alone, and count on
 * from every id that was made so before.
 */
export const callIds = (prompt: Prompt): ((index: number) => string) => {
  const before = callsIn(prompt.messages).map(({ toolCallId }) => Number(/^call_(\d+)$/.exec(toolCallId)?.[1] ?? -1))
  const next = Math.max(-1, ...before) + 1
  return (index) => `call_${next + index}`
}
