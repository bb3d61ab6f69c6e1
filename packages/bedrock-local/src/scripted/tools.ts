import type { Ask, AskMessage, AskTool } from '../answer/ask.ts'
import type { AnswerStep } from '../answer/step.ts'
import { namesIn } from './sample/names.ts'
import { sampleObject } from './sample/sample.ts'
import { type Scene, type Setting, say } from './scene.ts'

const wordsOf = (text: string): string[] => text.toLowerCase().match(/\p{L}{3,}/gu) ?? []

/** Words that say nothing of what a tool does. */
const common = new Set([
  'get',
  'the',
  'and',
  'for',
  'tool',
  'use',
  'with',
  'from',
  'this',
  'that',
  'current',
  'given',
  'returns',
  'what',
])

/** A tool is meant when the prompt holds a word of its name, or says "tool". */
const isMeant = (tool: AskTool, prompt: string): boolean => {
  const said = wordsOf(prompt)
  const named = wordsOf(tool.name.replace(/([a-z])([A-Z])/g, '$1 $2').replaceAll('_', ' ')).filter(
    (word) => !common.has(word),
  )
  return (
    said.includes('tool') ||
    said.includes('tools') ||
    named.some((word) => said.some((other) => other.startsWith(word)))
  )
}

const call = (tool: AskTool, prompt: string): AnswerStep[] => {
  const input = sampleObject(tool.inputSchema, prompt)
  // A call without input has no input pieces: on the wire its block is empty.
  return [
    { type: 'tool-call', name: tool.name },
    ...(Object.keys(input).length === 0 ? [] : [{ type: 'tool-input' as const, text: JSON.stringify(input) }]),
  ]
}

/** One call, with its input. "Compare …" asks a tool once for each name. */
const callsOf = (tool: AskTool, clause: string): AnswerStep[][] => {
  const names = /\bcompare\b/i.test(clause) ? namesIn(clause) : []
  return names.length > 1 ? names.map((name) => call(tool, `of ${name}`)) : [call(tool, clause)]
}

const chosen = ({ tools, toolChoice }: Ask, clause: string, first: boolean): readonly AskTool[] => {
  const meant = tools.filter((tool) => isMeant(tool, clause))
  if (toolChoice === 'none') return []
  if (typeof toolChoice === 'object') return first ? tools.filter(({ name }) => name === toolChoice.name) : []
  if (/\b(both|all|parallel)\b/i.test(clause) && meant.length > 0) return meant
  if (meant.length > 0) return meant.slice(0, 1)
  if (toolChoice !== 'any' || !first) return []
  return /\b(both|all|parallel)\b/i.test(clause) ? tools : tools.slice(0, 1)
}

const textsOf = ({ role, parts }: AskMessage): string[] =>
  role === 'user' ? parts.flatMap((part) => (part.type === 'text' && part.text.trim() !== '' ? [part.text] : [])) : []

/**
 * The calls to make now. "… then …" asks for one step after the other; which comes next is told by how many results there are
 * since the question, for not every wire form tells steps apart.
 */
const nextCalls = ({ ask }: Setting): readonly AnswerStep[][] => {
  const asked = ask.messages.findLastIndex((message) => textsOf(message).length > 0)
  const question = ask.messages[asked]
  const since = ask.messages.slice(asked + 1).flatMap(({ parts }) => parts)
  let results = since.filter(({ type }) => type === 'tool-result').length
  // Results in one message with a text are told of, whatever the text asks.
  if (question?.parts.some(({ type }) => type === 'tool-result')) return []
  const clauses = (question && textsOf(question).at(-1))?.split(/\bthen\b/i) ?? []
  for (const [step, clause] of clauses.entries()) {
    const calls = chosen(ask, clause, step === 0).flatMap((tool) => callsOf(tool, clause))
    if (calls.length === 0 || results < calls.length) return results === 0 ? calls : []
    results -= calls.length
  }
  return []
}

const resultsOf = ({ ask }: Setting) => (ask.messages.at(-1)?.parts ?? []).filter((part) => part.type === 'tool-result')

/** Calls the tools that the prompt means; says so first unless the call was forced. */
export const callsTools: Scene = {
  name: 'tools',
  fits: (setting) => nextCalls(setting).length > 0,
  play: (setting) => callAll(nextCalls(setting), setting),
}

const callAll = (calls: readonly AnswerStep[][], { ask }: Setting): AnswerStep[] => {
  const names = new Set(calls.flatMap(([step]) => (step?.type === 'tool-call' ? [step.name] : [])))
  const spoken = [...names].map((name) => `\`${name}\``).join(' and ')
  return [...(ask.toolChoice === 'auto' ? [say(`I'll use ${spoken} for that.`)] : []), ...calls.flat()]
}

/** Calls tools whatever the prompt says: the one it means, else the first; or all that are offered. */
export const callsAnyTool = (how: 'one' | 'all'): Scene => ({
  name: how === 'all' ? 'parallel tools' : 'tools',
  fits: () => true,
  play: (setting) => {
    const { ask, prompt } = setting
    if (resultsOf(setting).length > 0) return readsResults.play(setting)
    const meant = how === 'all' ? ask.tools : [...chosen(ask, prompt, true), ...ask.tools].slice(0, 1)
    if (meant.length === 0) return [say('No tools were offered, so none is called. (simulated)')]
    return callAll(
      meant.map((tool) => call(tool, prompt)),
      setting,
    )
  },
})

/** Answers from what the tools gave back. */
export const readsResults: Scene = {
  name: 'tool results',
  fits: (setting) => resultsOf(setting).length > 0 && nextCalls(setting).length === 0,
  play: (setting) => {
    const lines = resultsOf(setting).map(({ text, isError }) => (isError ? `It failed: ${text}` : text))
    return [
      say(
        `Here is what came back:\n\n${lines.map((line) => `- ${line === '' ? '(nothing)' : line}`).join('\n')}\n\nThat is all a simulated answer can make of it.`,
      ),
    ]
  },
}
