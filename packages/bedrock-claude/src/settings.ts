import { filled, type JsonObject, keeping, type Prompt, type ToolChoice, type Warning } from '@x/bedrock-core/family'
import type { ClaudeOptions, ClaudeThinkingDisplay } from './options.ts'
import { efforts, type ThinkingKind, traitsOf } from './traits.ts'

/** What a request asks for, once what Claude does not take together is resolved. */
export interface Settings {
  /** In the words of Claude's own body. */
  readonly wire: JsonObject
  readonly toolChoice: ToolChoice | undefined
  readonly warnings: readonly Warning[]
}

/** The members of every kind of `thinking`. */
interface AskedThinking {
  readonly type?: ThinkingKind
  readonly budgetTokens?: number
  readonly interleaved?: boolean
  readonly display?: ClaudeThinkingDisplay
}

/** `max_tokens` is mandatory and is counted against the quota beforehand, so the default is modest. */
const answerTokens = 4096
/** The API refuses less. */
const minBudget = 1024
const interleavedBeta = 'interleaved-thinking-2025-05-14'
/** Why settings are not kept. */
const forModel = 'for this model'
const besideThinking = 'beside thinking'

/** Resolves thinking, sampling, tool choice and limits to what this model takes; every change is a warning. */
export const settingsOf = (
  prompt: Prompt<ClaudeOptions>,
  bareId: string,
  format?: Prompt['responseFormat'],
): Settings => {
  const warnings: Warning[] = []
  const keep = keeping(warnings)
  const { options, reasoning, topP = 0, toolChoice } = prompt
  const traits = traitsOf(bareId)

  // The family's own `thinking` wins over `reasoning`.
  const { type = 'enabled', budgetTokens, display, interleaved }: AskedThinking = options.thinking ?? {}
  const [preferred] = traits.thinking
  const asked = options.thinking ? type : reasoning && preferred
  const off = asked === 'disabled'
  const kind = keep(
    'thinking',
    off && !preferred ? undefined : asked,
    asked && !traits.thinking.includes(asked) && forModel,
    off ? undefined : preferred,
    off ? 'kept' : preferred && 'changed',
  )
  const budgeted = kind === 'enabled'
  const adaptive = kind === 'adaptive'

  const own = options.effort ?? (adaptive ? reasoning : undefined)
  const lower = traits.efforts.findLast((effort) => own && efforts.indexOf(effort) < efforts.indexOf(own))
  const effort = keep('effort', own, own && !traits.efforts.includes(own) && forModel, lower, lower && 'lowered')

  const budget = budgetTokens ?? minBudget * 2 ** efforts.indexOf(effort ?? options.effort ?? reasoning ?? 'high')
  const room = keep('thinking-budget', budget, budgeted && budget < minBudget && forModel, minBudget, 'raised')
  const thinks = (budgeted || adaptive) && besideThinking
  const betas = [
    ...(options.betas ?? []),
    interleaved && interleavedBeta,
    effort && traits.effortBeta,
    options.toolSearch && 'tool-search-tool-2025-10-19',
  ].filter((beta) => typeof beta === 'string')

  // The budget counts as output; only interleaved thinking may go beyond `max_tokens`.
  const limit = prompt.maxOutputTokens ?? answerTokens + (thinks ? room : 0)
  const short = budgeted && limit <= room && !betas.includes(interleavedBeta)

  // Thinking demands temperature 1, a top_p of at least 0.95, no top_k and no forced tool.
  const none = traits.sampling === 'none' && forModel
  const temperature = keep('temperature', prompt.temperature, none || (prompt.temperature !== 1 && thinks))
  const alone = traits.sampling === 'one' && temperature !== undefined && 'beside temperature'
  const forced = toolChoice === 'required' || typeof toolChoice === 'object'
  const free = thinks || (traits.refusesForcedTool && forModel)

  return {
    toolChoice: keep('tool-choice', toolChoice, forced && free, 'auto', 'relaxed'),
    warnings,
    wire: {
      anthropic_beta: filled([...new Set(betas)]),
      max_tokens: keep('max-tokens', limit, short && besideThinking, limit + room, 'raised'),
      thinking: kind && {
        type: kind,
        budget_tokens: budgeted ? room : undefined,
        // The newest models show none of their thinking unless a summary is asked for.
        display: display ?? (adaptive ? 'summarized' : undefined),
      },
      output_config: (effort ?? format) && { effort, format: format && { type: 'json_schema', schema: format.schema } },
      temperature,
      top_p: keep('topP', prompt.topP, none || (topP < 0.95 && thinks) || alone),
      top_k: keep('topK', prompt.topK, none || thinks),
    },
  }
}
