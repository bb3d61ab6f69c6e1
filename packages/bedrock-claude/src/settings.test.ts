import type { JsonObject } from '@x/bedrock-core/family'
import { describe, expect, it } from 'vitest'
import type { ClaudeOptions } from './options.ts'
import { settingsOf } from './settings.ts'
import { promptOf } from './test/prompt.ts'

const haiku35 = 'anthropic.claude-3-5-haiku-20241022-v1:0'
const sonnet37 = 'anthropic.claude-3-7-sonnet-20250219-v1:0'
const sonnet45 = 'anthropic.claude-sonnet-4-5-20250929-v1:0'
const opus45 = 'anthropic.claude-opus-4-5-20251101-v1:0'
const opus46 = 'anthropic.claude-opus-4-6-v1'
const opus47 = 'anthropic.claude-opus-4-7'
const fable = 'anthropic.claude-fable-5'
const opus55 = 'anthropic.claude-opus-5-5'
const budget: ClaudeOptions = { thinking: { budgetTokens: 2048 } }

interface Row {
  readonly name: string
  readonly model: string
  readonly ask: Parameters<typeof promptOf>[0]
  /** In the wire's words, and our `toolChoice`. */
  readonly sends: JsonObject
  readonly warns?: readonly string[]
}

const rows: readonly Row[] = [
  {
    name: 'nothing asked',
    model: haiku35,
    ask: {},
    sends: { max_tokens: 4096, thinking: undefined, anthropic_beta: undefined },
  },
  {
    name: 'sampling on an older model',
    model: haiku35,
    ask: { temperature: 0, topP: 0.5, topK: 3 },
    sends: { temperature: 0, top_p: 0.5, top_k: 3 },
  },
  {
    name: 'temperature and topP together from Claude 4.1 on',
    model: sonnet45,
    ask: { temperature: 0.3, topP: 0.9 },
    sends: { temperature: 0.3, top_p: undefined },
    warns: ['topP-removed'],
  },
  {
    name: 'sampling on the newest',
    model: opus47,
    ask: { temperature: 1, topP: 0.99, topK: 3 },
    sends: { temperature: undefined, top_p: undefined, top_k: undefined },
    warns: ['temperature-removed', 'topP-removed', 'topK-removed'],
  },
  {
    name: 'a budget, its room added to the default limit',
    model: sonnet37,
    ask: { options: budget },
    sends: { max_tokens: 6144, thinking: { type: 'enabled', budget_tokens: 2048, display: undefined } },
  },
  {
    name: 'a budget below the minimum',
    model: sonnet37,
    ask: { options: { thinking: { budgetTokens: 10 } } },
    sends: { max_tokens: 5120, thinking: { type: 'enabled', budget_tokens: 1024, display: undefined } },
    warns: ['thinking-budget-raised'],
  },
  {
    name: 'a limit that the budget would use up',
    model: sonnet37,
    ask: { options: budget, maxOutputTokens: 2048 },
    sends: { max_tokens: 4096 },
    warns: ['max-tokens-raised'],
  },
  {
    name: 'a limit above the budget',
    model: sonnet37,
    ask: { options: budget, maxOutputTokens: 2049 },
    sends: { max_tokens: 2049 },
  },
  {
    name: 'interleaved thinking, which may pass the limit',
    model: sonnet45,
    ask: { options: { thinking: { budgetTokens: 9000, interleaved: true } }, maxOutputTokens: 100 },
    sends: { max_tokens: 100, anthropic_beta: ['interleaved-thinking-2025-05-14'] },
  },
  {
    name: 'thinking with sampling it does not take',
    model: sonnet37,
    ask: { options: budget, temperature: 0, topP: 0.5, topK: 4 },
    sends: { temperature: undefined, top_p: undefined, top_k: undefined },
    warns: ['temperature-removed', 'topP-removed', 'topK-removed'],
  },
  {
    name: 'thinking with sampling it takes',
    model: sonnet37,
    ask: { options: budget, temperature: 1, topP: 0.95 },
    sends: { temperature: 1, top_p: 0.95 },
  },
  {
    name: 'thinking with a forced tool',
    model: sonnet37,
    ask: { options: budget, toolChoice: { tool: 'weather' } },
    sends: { toolChoice: 'auto' },
    warns: ['tool-choice-relaxed'],
  },
  {
    name: 'thinking with no tool',
    model: sonnet37,
    ask: { options: budget, toolChoice: 'none' },
    sends: { toolChoice: 'none' },
  },
  {
    name: 'a forced tool without thinking',
    model: opus47,
    ask: { toolChoice: 'required' },
    sends: { toolChoice: 'required' },
  },
  {
    name: 'a forced tool on a model that cannot be forced',
    model: opus55,
    ask: { toolChoice: 'required' },
    sends: { toolChoice: 'auto' },
    warns: ['tool-choice-relaxed'],
  },
  {
    name: 'reasoning as a budget',
    model: sonnet45,
    ask: { reasoning: 'high' },
    sends: { thinking: { type: 'enabled', budget_tokens: 4096, display: undefined }, output_config: undefined },
  },
  {
    name: 'reasoning as adaptive effort',
    model: opus46,
    ask: { reasoning: 'medium' },
    sends: {
      thinking: { type: 'adaptive', display: 'summarized' },
      output_config: { effort: 'medium' },
      max_tokens: 6144,
    },
  },
  {
    name: 'an effort that 4.6 does not know',
    model: opus46,
    ask: { reasoning: 'xhigh' },
    sends: { output_config: { effort: 'high' } },
    warns: ['effort-lowered'],
  },
  {
    name: 'an effort that 4.7 knows',
    model: opus47,
    ask: { reasoning: 'xhigh' },
    sends: { output_config: { effort: 'xhigh' } },
  },
  {
    name: 'effort alone',
    model: opus45,
    ask: { options: { effort: 'low' } },
    sends: { output_config: { effort: 'low' }, thinking: undefined, anthropic_beta: ['effort-2025-11-24'] },
  },
  {
    name: 'effort where there is none',
    model: haiku35,
    ask: { options: { effort: 'low' } },
    sends: { output_config: undefined },
    warns: ['effort-removed'],
  },
  {
    name: 'a budget where only adaptive thinking is known',
    model: opus47,
    ask: { options: budget },
    sends: { thinking: { type: 'adaptive', display: 'summarized' } },
    warns: ['thinking-changed'],
  },
  {
    name: 'adaptive thinking where only budgets are known',
    model: sonnet45,
    ask: { options: { thinking: { type: 'adaptive' } }, reasoning: 'low' },
    sends: { thinking: { type: 'enabled', budget_tokens: 1024, display: undefined } },
    warns: ['thinking-changed'],
  },
  {
    name: 'thinking on a model that cannot',
    model: haiku35,
    ask: { options: budget },
    sends: { thinking: undefined, max_tokens: 4096 },
    warns: ['thinking-removed'],
  },
  {
    name: 'thinking turned off where there is none',
    model: haiku35,
    ask: { options: { thinking: { type: 'disabled' } } },
    sends: { thinking: undefined },
  },
  {
    name: 'thinking turned off',
    model: opus47,
    ask: { options: { thinking: { type: 'disabled' } }, reasoning: 'high' },
    sends: { thinking: { type: 'disabled' }, output_config: undefined },
  },
  {
    name: 'thinking that cannot be turned off',
    model: fable,
    ask: { options: { thinking: { type: 'disabled' } } },
    sends: { thinking: undefined },
    warns: ['thinking-kept'],
  },
  {
    name: 'reasoning under an id that says nothing',
    model: 'arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc',
    ask: { reasoning: 'low' },
    sends: { thinking: { type: 'adaptive', display: 'summarized' }, output_config: { effort: 'low' } },
  },
  {
    name: 'settings under an id that says nothing, sent as asked',
    model: 'arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc',
    ask: { temperature: 0.5, topP: 0.5, toolChoice: 'required' },
    sends: { temperature: 0.5, top_p: 0.5, toolChoice: 'required' },
  },
  {
    name: 'betas, each once',
    model: sonnet45,
    ask: {
      options: { betas: ['a', 'interleaved-thinking-2025-05-14'], thinking: { budgetTokens: 1024, interleaved: true } },
    },
    sends: { anthropic_beta: ['a', 'interleaved-thinking-2025-05-14'] },
  },
]

describe('what Claude does not take together', () => {
  it.each(rows)('resolves $name', ({ model, ask, sends, warns }) => {
    const { wire, toolChoice, warnings } = settingsOf(promptOf(ask), model)
    expect({ ...wire, toolChoice }).toMatchObject(sends)
    expect(warnings.map(({ code }) => code)).toEqual(warns ?? [])
  })
})
