import { createBedrock, generateText, type LanguageModel } from '@x/bedrock-core'
import { describe, expectTypeOf, it } from 'vitest'
import { cohere } from './cohere.ts'
import { type CohereCommandOptions, cohereCommand } from './command.ts'
import type { KnownCohereModel } from './models.ts'
import type { CohereOptions } from './options.ts'

declare const auth: Parameters<typeof createBedrock>[0]['auth']
const bedrock = createBedrock({ region: 'us-east-1', auth, families: [cohere()] })

describe('types from a Cohere id', () => {
  it('gives Cohere’s options, listed or not', () => {
    expectTypeOf(bedrock('cohere.command-r-plus-v1:0')).toEqualTypeOf<LanguageModel<CohereOptions>>()
    expectTypeOf(bedrock('bedrock:eu.cohere.command-z-v1:0')).toEqualTypeOf<LanguageModel<CohereOptions>>()
    expectTypeOf<'us.cohere.embed-v4:0'>().toExtend<KnownCohereModel>()
    // @ts-expect-error not a Cohere id
    bedrock('meta.llama3-8b-instruct-v1:0')
  })

  it('types the options of a call', () => {
    const model = bedrock('cohere.command-r-v1:0')
    void generateText({ model, prompt: 'Hi', options: { seed: 1, promptTruncation: 'OFF' } })
    // @ts-expect-error not a way to cut a prompt
    void generateText({ model, prompt: 'Hi', options: { promptTruncation: 'START' } })
    // @ts-expect-error not an option
    void generateText({ model, prompt: 'Hi', options: { thinking: true } })
  })

  it('gives the old Command models their own', () => {
    const old = createBedrock({ region: 'us-east-1', auth, families: [cohereCommand()] })
    const model = old('cohere.command-text-v14')
    expectTypeOf(model).toEqualTypeOf<LanguageModel<CohereCommandOptions>>()
    // @ts-expect-error Command R's
    void generateText({ model, prompt: 'Hi', options: { promptTruncation: 'OFF' } })
  })
})
