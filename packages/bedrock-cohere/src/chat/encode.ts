import { BedrockError, type Encoded, type Json, type Prompt } from '@x/bedrock-core/family'
import type { CohereOptions } from '../options.ts'
import { samplingOf, type Warn, warnings } from '../sampling.ts'
import { conversationOf } from './conversation.ts'
import { documentsOf } from './documents.ts'
import { wireNames } from './names.ts'
import { type Answered, outputsOf, parametersOf } from './results.ts'
import { toolOf } from './tools.ts'

/** The family's other models, which do not chat. */
const checkModel = (model: string): void => {
  if (/^cohere\.(embed|rerank|command-(text|light))-/.test(model))
    throw new BedrockError(
      'unsupported',
      `"${model}" does not chat in this form. Use embed() or rerank(); old Command models need the family cohereCommand().`,
    )
}

const filled = <Item extends Json>(items: readonly Item[]): readonly Item[] | undefined =>
  items.length === 0 ? undefined : items

/** Results need their tools beside them, even tools that are no longer offered. */
const toolsOf = ({ tools, toolChoice }: Prompt, results: readonly Answered[], warn: Warn): Prompt['tools'] => {
  if (toolChoice === 'none') {
    if (results.length === 0) return []
    warn('tool-choice-none', 'the tools stay beside their results')
  }
  if (tools.some(({ strict }) => strict)) warn('strict-removed', 'this model knows none')
  const offered = new Set(tools.map(({ name }) => name))
  const gone = new Set(results.map(({ result }) => result.toolName).filter((name) => !offered.has(name)))
  return [...tools, ...[...gone].map((name) => ({ name, description: 'No longer available.', inputSchema: {} }))]
}

/** Writes a prompt in Command R's chat form, with the keys of AWS's page on it alone: any other is refused. */
export const encode = (prompt: Prompt<CohereOptions>, model: string): Encoded => {
  checkModel(model)
  const { warn, all } = warnings()
  const names = wireNames(prompt)
  const { history, message, results } = conversationOf(prompt.messages, warn)
  const preamble = prompt.system.map(({ text }) => text).join('\n\n')
  const { options } = prompt
  const body = {
    message,
    chat_history: filled(history),
    documents: filled(documentsOf(prompt).map(({ title, text }) => ({ title, snippet: text }))),
    preamble: preamble.trim() === '' ? undefined : preamble,
    tools: filled(toolsOf(prompt, results, warn).map((tool) => toolOf(tool, names.get(tool.name) ?? tool.name))),
    tool_results: filled(
      results.map(({ call, result }) => ({
        call: { name: names.get(result.toolName), parameters: call ? parametersOf(call) : {} },
        outputs: outputsOf(result.output),
      })),
    ),
    max_tokens: prompt.maxOutputTokens,
    ...samplingOf(prompt, warn),
    stop_sequences: filled((prompt.stopSequences ?? []).filter((sequence) => sequence !== '')),
    prompt_truncation: options.promptTruncation,
    search_queries_only: options.searchQueriesOnly,
    return_prompt: options.returnPrompt,
    raw_prompting: options.rawPrompting,
  }
  return { body, warnings: all() }
}
