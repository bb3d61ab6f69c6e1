import type { JsonObject, Prompt, ToolChoice, Warning } from '@x/bedrock-core/family'
import type { ClaudeEffort, ClaudeOptions } from './options.ts'
import { type Thought, thoughtOf, type Warn } from './thought.ts'
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
  readonly warnings: readonly Warning[]
}

/** `max_tokens` is mandatory and is counted against the quota beforehand, so the default is modest. */
const answerTokens = 4096
const interleavedBeta = 'interleaved-thinking-2025-05-14'

const betasOf = (asked: readonly string[] | undefined, thought: Thought, traits: Traits): readonly string[] => [
  ...new Set([
    ...(asked ?? []),
    ...(thought.interleaved ? [interleavedBeta] : []),
    ...(thought.effort !== undefined && traits.effortBeta !== undefined ? [traits.effortBeta] : []),
  ]),
]

/** The budget counts as output; only interleaved thinking may go beyond `max_tokens`. */
const maxTokensOf = (asked: number | undefined, thought: Thought, interleaved: boolean, warn: Warn): number => {
  if (asked === undefined) return answerTokens + thought.room
  if (thought.body?.['type'] !== 'enabled' || asked > thought.room || interleaved) return asked
  const raised = asked + thought.room
  warn('max-tokens-raised', `maxOutputTokens ${raised} was sent: ${asked} leaves no room beside the thinking budget.`)
  return raised
}

type Sampling = Pick<Settings, 'temperature' | 'topP' | 'topK'>

/** Thinking demands temperature 1, a top_p of at least 0.95 and no top_k. */
const samplingOf = (prompt: Prompt<ClaudeOptions>, traits: Traits, thinks: boolean, warn: Warn): Sampling => {
  const none = traits.sampling === 'none'
  const keep = (name: string, value: number | undefined, besideThinking: boolean): number | undefined => {
    if (value === undefined || (!none && (!thinks || besideThinking))) return value
    warn(
      `${name}-removed`,
      `${name} was left out: ${none ? 'this model has no such setting' : 'it does not go with thinking'}.`,
    )
    return undefined
  }
  const temperature = keep('temperature', prompt.temperature, prompt.temperature === 1)
  const topP = keep('topP', prompt.topP, (prompt.topP ?? 0) >= 0.95)
  const topK = keep('topK', prompt.topK, false)
  if (traits.sampling !== 'one' || temperature === undefined || topP === undefined) return { temperature, topP, topK }
  warn('topP-removed', 'topP was left out: this model takes temperature or topP, not both.')
  return { temperature, topP: undefined, topK }
}

const toolChoiceOf = (
  choice: ToolChoice | undefined,
  traits: Traits,
  thinks: boolean,
  warn: Warn,
): ToolChoice | undefined => {
  const forced = choice === 'required' || typeof choice === 'object'
  if (!forced || !(thinks || traits.refusesForcedTool)) return choice
  const why = thinks ? 'thinking allows no forced tool' : 'this model cannot be made to use a tool'
  warn('tool-choice-relaxed', `toolChoice "auto" was sent: ${why}.`)
  return 'auto'
}

/** Resolves thinking, sampling, tool choice and limits to what this model takes; every change is a warning. */
export const settingsOf = (prompt: Prompt<ClaudeOptions>, bareId: string): Settings => {
  const warnings: Warning[] = []
  const warn: Warn = (code, message) => {
    warnings.push({ code, message })
  }
  const traits = traitsOf(bareId)
  const thought = thoughtOf(prompt, traits, warn)
  const thinks = thought.body !== undefined && thought.body['type'] !== 'disabled'
  const betas = betasOf(prompt.options.betas, thought, traits)
  return {
    maxTokens: maxTokensOf(prompt.maxOutputTokens, thought, betas.includes(interleavedBeta), warn),
    ...samplingOf(prompt, traits, thinks, warn),
    toolChoice: toolChoiceOf(prompt.toolChoice, traits, thinks, warn),
    thinking: thought.body,
    effort: thought.effort,
    betas,
    warnings,
  }
}
