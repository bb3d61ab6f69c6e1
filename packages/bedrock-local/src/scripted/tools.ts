import type { AskTool } from '../answer/ask.ts'
import type { AnswerStep } from '../answer/step.ts'
import { sampleObject } from './sample.ts'
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

const chosen = ({ ask, prompt }: Setting): readonly AskTool[] => {
  const { tools, toolChoice } = ask
  if (toolChoice === 'none') return []
  if (typeof toolChoice === 'object') return tools.filter(({ name }) => name === toolChoice.name)
  const meant = tools.filter((tool) => isMeant(tool, prompt))
  if (/\b(both|all|parallel)\b/i.test(prompt)) return meant.length > 0 ? meant : toolChoice === 'any' ? tools : []
  return (meant.length > 0 ? meant : toolChoice === 'any' ? tools : []).slice(0, 1)
}

const resultsOf = ({ ask }: Setting) => (ask.messages.at(-1)?.parts ?? []).filter((part) => part.type === 'tool-result')

const call = (tool: AskTool, prompt: string): AnswerStep[] => {
  const input = sampleObject(tool.inputSchema, prompt)
  // A call without input has no input pieces: on the wire its block is empty.
  return [
    { type: 'tool-call', name: tool.name },
    ...(Object.keys(input).length === 0 ? [] : [{ type: 'tool-input' as const, text: JSON.stringify(input) }]),
  ]
}

/** Calls the tools that the prompt means; says so first unless the call was forced. */
export const callsTools: Scene = {
  name: 'tools',
  fits: (setting) => resultsOf(setting).length === 0 && chosen(setting).length > 0,
  play: (setting) => callAll(chosen(setting), setting),
}

const callAll = (tools: readonly AskTool[], setting: Setting): AnswerStep[] => {
  const spoken =
    setting.ask.toolChoice === 'auto'
      ? [say(`I'll use ${tools.map(({ name }) => `\`${name}\``).join(' and ')} for that.`)]
      : []
  return [...spoken, ...tools.flatMap((tool) => call(tool, setting.prompt))]
}

/** Calls tools whatever the prompt says: the one it means, else the first; or all that are offered. */
export const callsAnyTool = (how: 'one' | 'all'): Scene => ({
  name: how === 'all' ? 'parallel tools' : 'tools',
  fits: () => true,
  play: (setting) => {
    const { tools } = setting.ask
    if (resultsOf(setting).length > 0) return readsResults.play(setting)
    const meant = how === 'all' ? tools : [...chosen(setting), ...tools].slice(0, 1)
    return meant.length === 0 ? [say('No tools were offered, so none is called. (simulated)')] : callAll(meant, setting)
  },
})

/** Answers from what the tools gave back. */
export const readsResults: Scene = {
  name: 'tool results',
  fits: (setting) => resultsOf(setting).length > 0,
  play: (setting) => {
    const lines = resultsOf(setting).map(({ text, isError }) => (isError ? `It failed: ${text}` : text))
    return [
      say(
        `Here is what came back:\n\n${lines.map((line) => `- ${line === '' ? '(nothing)' : line}`).join('\n')}\n\nThat is all a simulated answer can make of it.`,
      ),
    ]
  },
}
