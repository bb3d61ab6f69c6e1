import { createBedrock, generateText, type LanguageModel } from '@x/bedrock-core'
import { describe, expectTypeOf, it } from 'vitest'
import { llama } from './llama.ts'
import type { KnownLlamaModel } from './models.ts'
import type { LlamaOptions } from './options.ts'

declare const auth: Parameters<typeof createBedrock>[0]['auth']
const bedrock = createBedrock({ region: 'us-east-1', auth, families: [llama()] })

describe('types from a Llama id', () => {
  it('gives Llama’s options, listed or not', () => {
    expectTypeOf(bedrock('us.meta.llama3-3-70b-instruct-v1:0')).toEqualTypeOf<LanguageModel<LlamaOptions>>()
    expectTypeOf(bedrock('bedrock:mars.meta.llama9-v1:0')).toEqualTypeOf<LanguageModel<LlamaOptions>>()
    expectTypeOf<'us.meta.llama4-scout-17b-instruct-v1:0'>().toExtend<KnownLlamaModel>()
    // @ts-expect-error not a Llama id
    bedrock('anthropic.claude-3-haiku-20240307-v1:0')
  })

  it('types the options of a call', () => {
    const model = bedrock('meta.llama3-8b-instruct-v1:0')
    void generateText({ model, prompt: 'Hi', options: { toolCallsInText: false, template: 'llama3' } })
    // @ts-expect-error not a template
    void generateText({ model, prompt: 'Hi', options: { template: 'llama1' } })
    // @ts-expect-error not an option
    void generateText({ model, prompt: 'Hi', options: { thinking: true } })
  })
})
