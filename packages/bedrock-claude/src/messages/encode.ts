import type { Encoded, JsonObject, Prompt, Warning } from '@x/bedrock-core/family'
import type { ClaudeOptions } from '../options.ts'
import { type Settings, settingsOf } from '../settings.ts'
import { noteIn } from '../thought.ts'
import { filled, textBlock } from './blocks.ts'
import { pointsIn } from './cache.ts'
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

/** Writes a prompt as a Messages body for InvokeModel: no `model` and no `stream`, which the path says. */
export const encode = (prompt: Prompt<ClaudeOptions>, bareId: string): Encoded => {
  const warnings: Warning[] = []
  const warn = noteIn(warnings)
  const settings = settingsOf(prompt, bareId, warn)
  const { anthropicVersion, disableParallelToolUse, userId } = prompt.options
  const tools = toolsOf(prompt)
  const system = prompt.system.map(textBlock)
  const messages = messagesOf(prompt.messages)
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
    stop_sequences: filled(prompt.stopSequences ?? []),
    metadata: userId ? { user_id: userId } : undefined,
  }
  const cachePoints = [
    ...pointsIn(tools, 'tools'),
    ...pointsIn(system, 'system'),
    ...messages.flatMap(({ content }, at) => pointsIn(content, `messages.${at}.content`)),
  ]
  return { body, warnings, cachePoints }
}
