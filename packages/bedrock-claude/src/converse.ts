import {
  type ConverseFields,
  converse,
  type Format,
  type JsonObject,
  type Prompt,
  refuseOptions,
  type Warning,
} from '@x/bedrock-core/family'
import { carries, claudeTakes } from './messages/format.ts'
import type { ClaudeOptions } from './options.ts'
import { settingsOf } from './settings.ts'
import { noteIn } from './thought.ts'

/** Options that only the Messages body has a place for. */
const onlyOnMessages = ['toolSearch', 'userId', 'anthropicVersion'] as const

/** Claude reads `tool_choice` here too, and only here is there a word against parallel calls. */
const oneAtATime = (prompt: Prompt<ClaudeOptions>): JsonObject | undefined =>
  prompt.options.disableParallelToolUse === undefined
    ? undefined
    : { type: 'auto', disable_parallel_tool_use: prompt.options.disableParallelToolUse }

/** What Converse has no words for goes to Claude in its own, through `additionalModelRequestFields`. */
const fields = (prompt: Prompt<ClaudeOptions>, bareId: string): ConverseFields => {
  refuseOptions(prompt.options, onlyOnMessages, 'Converse', 'messages')
  const { anthropicTools } = prompt.options
  const warnings: Warning[] = []
  const { maxTokens, temperature, topP, topK, toolChoice, thinking, effort, betas } = settingsOf(
    prompt,
    bareId,
    noteIn(warnings),
  )
  return {
    inferenceConfig: { maxTokens, temperature, topP },
    additionalModelRequestFields: {
      thinking,
      output_config: effort === undefined ? undefined : { effort },
      top_k: topK,
      anthropic_beta: betas.length === 0 ? undefined : betas,
      tools: anthropicTools,
      tool_choice: oneAtATime(prompt),
    },
    toolChoice,
    warnings,
  }
}

/** Converse, for what Messages on InvokeModel does not carry, or by choice. */
export const claudeConverse: Format<ClaudeOptions> = converse<ClaudeOptions>({
  carries: [...carries, 's3', 'retrieval', 'guard-content'],
  leadingAssistant: true,
  takes: claudeTakes,
  fields,
})
