import { BedrockError, type Encoded, type JsonObject, type Prompt, type Warning } from '@x/bedrock-core/family'
import type { ClaudeOptions } from '../options.ts'
import { type Settings, settingsOf } from '../settings.ts'
import { noteIn, type Warn } from '../thought.ts'
import { filled, textBlocks } from './blocks.ts'
import { planCache } from './cache.ts'
import { toolsOf, wireChoice } from './tools.ts'
import { messagesOf } from './turns.ts'

const outputConfig = (prompt: Prompt<ClaudeOptions>, { effort }: Settings): JsonObject | undefined => {
  const { responseFormat } = prompt
  if (effort === undefined && responseFormat === undefined) return undefined
  return {
    effort,
    format: responseFormat && { type: 'json_schema', schema: responseFormat.schema },
  }
}

/** "each stop sequence must contain non-whitespace": the service refuses the whole request for a blank one. */
const stopSequencesOf = ({ stopSequences = [] }: Prompt<ClaudeOptions>, warn: Warn): readonly string[] => {
  const said = stopSequences.filter((text) => text.trim() !== '')
  if (said.length < stopSequences.length) warn('stop-sequence-removed', 'blank')
  return said
}

/** Writes a prompt as a Messages body for InvokeModel: no `model` and no `stream`, which the path says. */
export const encode = (prompt: Prompt<ClaudeOptions>, bareId: string): Encoded => {
  const warnings: Warning[] = []
  const warn = noteIn(warnings)
  const settings = settingsOf(prompt, bareId, warn)
  const { anthropicVersion, disableParallelToolUse, userId } = prompt.options
  const tools = toolsOf(prompt)
  const system = prompt.system.flatMap(textBlocks)
  const messages = messagesOf(prompt.messages, warn)
  if (messages.length === 0)
    throw new BedrockError(
      'invalid-argument',
      'There is nothing to answer: every turn is empty or blank. Pass at least one user turn with text.',
    )
  const cachePoints = planCache({ tools, system, messages }, prompt.promptCache, warn)
  const body: JsonObject = {
    anthropic_version: anthropicVersion ?? 'bedrock-2023-05-31',
    anthropic_beta: filled(settings.betas),
    max_tokens: settings.maxTokens,
    system: filled(system),
    messages,
    tools: filled(tools),
    tool_choice: tools.length === 0 ? undefined : wireChoice(settings.toolChoice, disableParallelToolUse),
    thinking: settings.thinking,
    output_config: outputConfig(prompt, settings),
    temperature: settings.temperature,
    top_p: settings.topP,
    top_k: settings.topK,
    stop_sequences: filled(stopSequencesOf(prompt, warn)),
    metadata: userId ? { user_id: userId } : undefined,
  }
  return { body, warnings, cachePoints }
}
