import type { JsonObject, Prompt, ToolChoice } from '@x/bedrock-core/family'
import type { ClaudeEffort, ClaudeOptions } from './options.ts'
import { type Thought, thoughtOf, unknown, type Warn } from './thought.ts'
import { type Traits, traitsOf } from './traits.ts'

/** What a request asks for, once what Claude does not take together is resolved. */
export interface Settings {
  readonly maxTokens: number
  readonly temperature: number | undefined
  readonly topP: number | undefined
  readonly topK: number | undefined
  readonly toolChoice: ToolChoice | undefined
  readonly thinking: JsonObject | undefined
  readonly effort: ClaudeEffort | undefined
  readonly betas: readonly string[]
}

/** `max_tokens` is mandatory and is counted against the quota beforehand, so the default is modest. */
const answerTokens = 4096
const interleavedBeta = 'interleaved-thinking-2025-05-14'

const betasOf = (
  { betas, thinking, toolSearch }: Partial<ClaudeOptions>,
  thought: Thought,
  traits: Traits,
): string[] => [
  ...new Set([
    ...(betas ?? []),
    ...(thinking && 'interleaved' in thinking && thinking.interleaved ? [interleavedBeta] : []),
    ...(thought.effort && traits.effortBeta ? [traits.effortBeta] : []),
    ...(toolSearch ? ['tool-search-tool-2025-10-19'] : []),
  ]),
]

/** The budget counts as output; only interleaved thinking may go beyond `max_tokens`. */
const maxTokensOf = (asked: number | undefined, { body, room }: Thought, betas: string[], warn: Warn): number => {
  if (asked === undefined) return answerTokens + room
  if (body?.['type'] !== 'enabled' || asked > room || betas.includes(interleavedBeta)) return asked
  warn('max-tokens-raised', `${asked} to ${asked + room}, for thinking`)
  return asked + room
}

type Sampling = Pick<Settings, 'temperature' | 'topP' | 'topK'>

/** Thinking demands temperature 1, a top_p of at least 0.95 and no top_k. */
const samplingOf = (prompt: Prompt<ClaudeOptions>, traits: Traits, thinks: boolean, warn: Warn): Sampling => {
  const none = traits.sampling === 'none'
  const keep = (name: keyof Sampling, besideThinking: boolean, besideOthers = true): number | undefined => {
    const value = prompt[name]
    if (value === undefined || (!none && (!thinks || besideThinking) && besideOthers)) return value
    warn(`${name}-removed`, none ? unknown : besideOthers ? 'beside thinking' : 'beside temperature')
    return undefined
  }
  const temperature = keep('temperature', prompt.temperature === 1)
  const alone = traits.sampling !== 'one' || temperature === undefined
  return { temperature, topP: keep('topP', (prompt.topP ?? 0) >= 0.95, alone), topK: keep('topK', false) }
}

const toolChoiceOf = (
  choice: ToolChoice | undefined,
  traits: Traits,
  thinks: boolean,
  warn: Warn,
): ToolChoice | undefined => {
  const forced = choice === 'required' || typeof choice === 'object'
  if (!forced || !(thinks || traits.refusesForcedTool)) return choice
  warn('tool-choice-relaxed', thinks ? 'to auto, beside thinking' : 'to auto: this model cannot be forced')
  return 'auto'
}

/** Resolves thinking, sampling, tool choice and limits to what this model takes; every change is a warning. */
export const settingsOf = (prompt: Prompt<ClaudeOptions>, bareId: string, warn: Warn): Settings => {
  const traits = traitsOf(bareId)
  const thought = thoughtOf(prompt, traits, warn)
  const thinks = thought.room > 0
  const betas = betasOf(prompt.options, thought, traits)
  return {
    maxTokens: maxTokensOf(prompt.maxOutputTokens, thought, betas, warn),
    ...samplingOf(prompt, traits, thinks, warn),
    toolChoice: toolChoiceOf(prompt.toolChoice, traits, thinks, warn),
    thinking: thought.body,
    effort: thought.effort,
    betas,
  }
}
