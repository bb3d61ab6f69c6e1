import { createBedrock, generateText, type LanguageModel } from '@x/bedrock-core'
import { describe, expectTypeOf, it } from 'vitest'
import { claude } from './claude.ts'
import type { KnownClaudeModel } from './models.ts'
import type { ClaudeOptions } from './options.ts'

declare const auth: Parameters<typeof createBedrock>[0]['auth']
const bedrock = createBedrock({ region: 'us-east-1', auth, families: [claude()] })

describe('types from a Claude id', () => {
  it('gives Claude’s options, listed or not', () => {
    expectTypeOf(bedrock('us.anthropic.claude-haiku-4-5-20251001-v1:0')).toEqualTypeOf<LanguageModel<ClaudeOptions>>()
    expectTypeOf(bedrock('bedrock:global.anthropic.claude-next-9')).toEqualTypeOf<LanguageModel<ClaudeOptions>>()
    expectTypeOf<'us.anthropic.claude-opus-4-7'>().toExtend<KnownClaudeModel>()
    // @ts-expect-error not a Claude id
    bedrock('meta.llama3-8b-instruct-v1:0')
  })

  it('types the options of a call', () => {
    const model = bedrock('us.anthropic.claude-opus-4-7')
    void generateText({ model, prompt: 'Hi', options: { thinking: { budgetTokens: 2048 }, effort: 'xhigh' } })
    // @ts-expect-error adaptive thinking has no budget
    void generateText({ model, prompt: 'Hi', options: { thinking: { type: 'adaptive', budgetTokens: 1 } } })
    // @ts-expect-error not an effort
    void generateText({ model, prompt: 'Hi', options: { effort: 'huge' } })
    // @ts-expect-error not an option
    void generateText({ model, prompt: 'Hi', options: { temprature: 1 } })
  })
})
