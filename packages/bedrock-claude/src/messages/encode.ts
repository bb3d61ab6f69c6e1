import { type Encoded, filled, type Prompt } from '@x/bedrock-core/family'
import type { ClaudeOptions } from '../options.ts'
import { settingsOf } from '../settings.ts'
import { blockOf, messagesOf, pointsIn } from './blocks.ts'
import { toolsOf, wireChoice } from './tools.ts'

/** Writes a prompt as a Messages body for InvokeModel: no `model` and no `stream`, which the path says. */
export const encode = (prompt: Prompt<ClaudeOptions>, bareId: string): Encoded => {
  const { wire, toolChoice, warnings } = settingsOf(prompt, bareId, prompt.responseFormat)
  const { anthropicVersion = 'bedrock-2023-05-31', disableParallelToolUse, userId } = prompt.options
  const tools = toolsOf(prompt)
  const system = prompt.system.map(blockOf)
  const messages = messagesOf(prompt.messages)
  return {
    body: {
      anthropic_version: anthropicVersion,
      ...wire,
      system: filled(system),
      messages,
      tools: filled(tools),
      tool_choice: tools[0] && wireChoice(toolChoice, disableParallelToolUse),
      stop_sequences: filled(prompt.stopSequences),
      metadata: userId ? { user_id: userId } : undefined,
    },
    warnings,
    cachePoints: [
      ...pointsIn(tools, 'tools'),
      ...pointsIn(system, 'system'),
      ...messages.flatMap(({ content }, at) => pointsIn(content, `messages.${at}.content`)),
    ],
  }
}
