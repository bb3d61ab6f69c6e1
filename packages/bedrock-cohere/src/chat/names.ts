import type { Prompt } from '@x/bedrock-core/family'

/** Cohere's reference of the chat API: letters, digits and `_`, and no digit first. Bedrock's other forms take `-` too. */
const legal = /^[a-zA-Z_][a-zA-Z0-9_]*$/

const legalised = (name: string): string => name.replace(/[^a-zA-Z0-9_]/g, '_').replace(/^(?=\d)/, '_')

const calledIn = (prompt: Prompt): string[] =>
  prompt.messages.flatMap((turn) =>
    turn.role === 'user'
      ? []
      : turn.content.flatMap((part) =>
          part.type === 'tool-call' || part.type === 'tool-result' ? [part.toolName] : [],
        ),
  )

/** The wire's name of each tool that a prompt offers or speaks of. Different tools keep different names. */
export const wireNames = (prompt: Prompt): ReadonlyMap<string, string> => {
  const names = [...new Set([...prompt.tools.map(({ name }) => name), ...calledIn(prompt)])]
  const wire = new Map(names.filter((name) => legal.test(name)).map((name) => [name, name]))
  const taken = new Set(wire.keys())
  for (const name of names) {
    if (wire.has(name)) continue
    const base = legalised(name)
    let free = base
    for (let number = 2; taken.has(free); number += 1) free = `${base}_${number}`
    taken.add(free)
    wire.set(name, free)
  }
  return wire
}

/** The tool that a wire name means. */
export const ownNames = (prompt: Prompt | undefined): ((wireName: string) => string) => {
  const own = new Map(prompt ? [...wireNames(prompt)].map(([name, wire]) => [wire, name]) : [])
  return (wireName) => own.get(wireName) ?? wireName
}

/**
 * Ids for an answer's tool calls, by their place in it: the wire has none. They follow from the prompt alone, and differ from
 * every id that it holds.
 */
export const callIds = (prompt: Prompt | undefined): ((index: number) => string) => {
  const taken = new Set(
    prompt?.messages.flatMap((turn) =>
      turn.role === 'assistant' ? turn.content.map((part) => (part.type === 'tool-call' ? part.toolCallId : '')) : [],
    ),
  )
  const ids: string[] = []
  let next = 0
  return (index) => {
    for (;;) {
      const id = ids[index]
      if (id !== undefined) return id
      const candidate = `call_${next++}`
      if (!taken.has(candidate)) ids.push(candidate)
    }
  }
}
