import { BedrockError, type Encoded, filled, type Prompt, type Warning, warningOf } from '@x/bedrock-core/family'
import type { CohereOptions } from '../options.ts'
import { samplingOf } from '../sampling.ts'
import { conversationOf } from './conversation.ts'
import { wireNames } from './names.ts'
import { type Answered, joined, outputsOf } from './results.ts'
import { toolOf } from './tools.ts'

/** The family's other models, which do not chat. */
const checkModel = (model: string): void => {
  if (/^cohere\.(embed|rerank|command-(text|light))-/.test(model))
    throw new BedrockError(
      'unsupported',
      `"${model}" does not chat in this form. Use embed() or rerank(); old Command models need the family cohereCommand().`,
    )
}

/** Results need their tools beside them, even tools that are no longer offered. */
const toolsOf = ({ tools, toolChoice }: Prompt, results: readonly Answered[], warnings: Warning[]): Prompt['tools'] => {
  if (toolChoice === 'none') {
    if (results.length === 0) return []
    warnings.push(warningOf('tool-choice-none', 'the tools stay beside their results'))
  }
  if (tools.some(({ strict }) => strict)) warnings.push(warningOf('strict-removed', 'this model knows none'))
  const gone = new Set(results.map(({ result }) => result.toolName))
  for (const { name } of tools) gone.delete(name)
  return [...tools, ...[...gone].map((name) => ({ name, description: 'No longer available.', inputSchema: {} }))]
}

/** Writes a prompt in Command R's chat form, with the keys of AWS's page on it alone: any other is refused. */
export const encode = (prompt: Prompt<CohereOptions>, model: string): Encoded => {
  checkModel(model)
  const names = wireNames(prompt)
  const { history, message, results, warnings } = conversationOf(prompt.messages)
  const { options, documents = [] } = prompt
  const body = {
    message,
    chat_history: filled(history),
    documents: filled(documents.map(({ title, text }) => ({ title, snippet: text }))),
    preamble: joined(prompt.system.map(({ text }) => text)) || undefined,
    tools: filled(toolsOf(prompt, results, warnings).map((tool) => toolOf(tool, names.get(tool.name) ?? tool.name))),
    tool_results: filled(
      results.map(({ call, result }) => ({
        call: { name: names.get(result.toolName), parameters: call.input },
        outputs: outputsOf(result.output),
      })),
    ),
    max_tokens: prompt.maxOutputTokens,
    temperature: prompt.temperature,
    p: prompt.topP,
    ...samplingOf(prompt),
    stop_sequences: filled(prompt.stopSequences),
    prompt_truncation: options.promptTruncation,
    search_queries_only: options.searchQueriesOnly,
    return_prompt: options.returnPrompt,
    raw_prompting: options.rawPrompting,
  }
  return { body, warnings }
}
