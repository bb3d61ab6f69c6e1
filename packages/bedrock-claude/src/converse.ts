import { type ConverseFields, converse, type Format, type Prompt, refuseOptions } from '@x/bedrock-core/family'
import { carries } from './messages/format.ts'
import { wireChoice } from './messages/tools.ts'
import type { ClaudeOptions } from './options.ts'
import { settingsOf } from './settings.ts'

/** Options that only the Messages body has a place for. */
const onlyOnMessages = ['toolSearch', 'userId', 'anthropicVersion'] as const

/** What Converse has no words for goes to Claude in its own, through `additionalModelRequestFields`. */
const fields = (prompt: Prompt<ClaudeOptions>, bareId: string): ConverseFields => {
  refuseOptions(prompt.options, onlyOnMessages, 'Converse', 'messages')
  const { anthropicTools, disableParallelToolUse } = prompt.options
  const { wire, toolChoice, warnings } = settingsOf(prompt, bareId)
  const { max_tokens, temperature, top_p, ...own } = wire
  return {
    inferenceConfig: { maxTokens: max_tokens, temperature, topP: top_p },
    additionalModelRequestFields: {
      ...own,
      tools: anthropicTools,
      // Claude reads it here too, and only here is there a word against parallel calls.
      tool_choice: wireChoice(undefined, disableParallelToolUse),
    },
    toolChoice,
    warnings,
  }
}

/** Converse, for what Messages on InvokeModel does not carry, or by choice. */
export const claudeConverse: Format<ClaudeOptions> = converse<ClaudeOptions>({
  carries: [...carries, 's3', 'retrieval', 'guard-content'],
  leadingAssistant: true,
  takes: { blankStops: false },
  fields,
})
