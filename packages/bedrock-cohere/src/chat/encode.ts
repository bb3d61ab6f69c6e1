import {
  BedrockError,
  type Encoded,
  type Json,
  type JsonObject,
  type Prompt,
  type Warning,
} from '@x/bedrock-core/family'
import type { CohereOptions } from '../options.ts'
import { samplingOf, type Warn } from '../sampling.ts'
import { conversationOf } from './conversation.ts'
import { documentsOf } from './documents.ts'
import { wireNames } from './names.ts'
import { type Answered, outputsOf, parametersOf } from './results.ts'
import { toolOf } from './tools.ts'

/** Models of this family that do not chat, and what to do with them. */
const elsewhere: readonly (readonly [starts: RegExp, advice: string])[] = [
  [/^cohere\.embed-/, 'It makes embeddings.'],
  [/^cohere\.rerank-/, 'It ranks documents.'],
  [
    /^cohere\.command-(text|light)-/,
    "Add cohereCommand() to createBedrock({ families }), or ask with { via: 'converse' }.",
  ],
]

const checkModel = (model: string): void => {
  const advice = elsewhere.find(([starts]) => starts.test(model))?.[1]
  if (advice !== undefined)
    throw new BedrockError('unsupported', `"${model}" does not know Cohere's chat form. ${advice}`)
}

const filled = <Item extends Json>(items: readonly Item[]): readonly Item[] | undefined =>
  items.length === 0 ? undefined : items

/** Results need their tools beside them, even tools that are no longer offered. */
const toolsOf = (
  prompt: Prompt,
  names: ReadonlyMap<string, string>,
  results: readonly Answered[],
  warn: Warn,
): JsonObject[] => {
  const needed = results.length > 0
  if (prompt.toolChoice === 'none' && !needed) return []
  if (prompt.toolChoice === 'none')
    warn('tool-choice-none', 'Command R wants the tools beside their results; it may still call one.')
  if (prompt.tools.some(({ strict }) => strict === true))
    warn('strict-tools', 'Command R cannot be held to a schema: a tool that is strict is offered like any other.')
  const offered = new Set(prompt.tools.map(({ name }) => name))
  const gone = new Set(results.map(({ result }) => result.toolName).filter((name) => !offered.has(name)))
  return [
    ...prompt.tools.map((tool) => toolOf(tool, names.get(tool.name) ?? tool.name)),
    ...[...gone].map((name): JsonObject => ({ name: names.get(name), description: 'No longer available.' })),
  ]
}

const resultOf = ({ call, result }: Answered, names: ReadonlyMap<string, string>): JsonObject => ({
  call: { name: names.get(result.toolName), parameters: call ? parametersOf(call) : {} },
  outputs: outputsOf(result.output),
})

/** Writes a prompt in Command R's chat form, with the keys of AWS's page on it alone: any other is refused. */
export const encode = (prompt: Prompt<CohereOptions>, model: string): Encoded => {
  checkModel(model)
  const warnings: Warning[] = []
  const warn: Warn = (code, message) => {
    warnings.push({ code, message })
  }
  const names = wireNames(prompt)
  const { history, message, results } = conversationOf(prompt.messages, warn)
  const preamble = prompt.system.map(({ text }) => text).join('\n\n')
  const { options } = prompt
  const body: JsonObject = {
    message,
    chat_history: filled(history.map(({ role, message }): JsonObject => ({ role, message }))),
    documents: filled(documentsOf(prompt).map(({ title, text }): JsonObject => ({ title, snippet: text }))),
    preamble: preamble.trim() === '' ? undefined : preamble,
    tools: filled(toolsOf(prompt, names, results, warn)),
    tool_results: filled(results.map((answered) => resultOf(answered, names))),
    max_tokens: prompt.maxOutputTokens,
    ...samplingOf(prompt, warn),
    stop_sequences: filled((prompt.stopSequences ?? []).filter((sequence) => sequence !== '')),
    prompt_truncation: options.promptTruncation,
    search_queries_only: options.searchQueriesOnly,
    return_prompt: options.returnPrompt,
    raw_prompting: options.rawPrompting,
  }
  return { body, warnings }
}
