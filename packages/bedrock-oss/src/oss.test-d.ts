import { createBedrock, generateText, type LanguageModel } from '@x/bedrock-core'
import { describe, expectTypeOf, it } from 'vitest'
import type { KnownOssModel } from './models.ts'
import type { OssOptions } from './options.ts'
import { oss } from './oss.ts'

declare const auth: Parameters<typeof createBedrock>[0]['auth']
const bedrock = createBedrock({ region: 'us-west-2', auth, families: [oss()] })

describe('types from a gpt-oss id', () => {
  it('gives its options, listed or not', () => {
    expectTypeOf(bedrock('openai.gpt-oss-20b-1:0')).toEqualTypeOf<LanguageModel<OssOptions>>()
    expectTypeOf(bedrock('bedrock:us-gov.openai.gpt-oss-next')).toEqualTypeOf<LanguageModel<OssOptions>>()
    expectTypeOf<'openai.gpt-oss-safeguard-20b'>().toExtend<KnownOssModel>()
    // @ts-expect-error not a gpt-oss id
    bedrock('openai.gpt-5')
  })

  it('types the options of a call', () => {
    const model = bedrock('openai.gpt-oss-120b-1:0')
    void generateText({ model, prompt: 'Hi', reasoning: 'low', options: { seed: 1 } })
    // @ts-expect-error not an option
    void generateText({ model, prompt: 'Hi', options: { thinking: true } })
  })
})
