import { describe, expectTypeOf, it } from 'vitest'
import { createBedrock } from '../client/create-bedrock.ts'
import { generateText } from '../client/generate-text.ts'
import type { LanguageModel } from '../client/language-model.ts'
import type { ToyOptions } from '../testing/toy-family.ts'
import { toy } from '../testing/toy-family.ts'
import { defineFamily } from './define.ts'
import type { Family } from './family.ts'
import type { Format } from './format.ts'

interface OtherOptions {
  readonly depth?: 'deep' | 'flat'
}
declare const otherFormat: Format<OtherOptions>
const other = (): Family<'other', 'acme.other-', OtherOptions, 'acme.other-1' | 'us.acme.other-1'> =>
  defineFamily({ name: 'other', prefixes: ['acme.other-'], formats: [otherFormat] })

declare const auth: Parameters<typeof createBedrock>[0]['auth']
const bedrock = createBedrock({ region: 'us-east-1', auth, families: [toy(), other()] })

describe('types from the model id', () => {
  it('gives the options of the family that serves the id', () => {
    expectTypeOf(bedrock('toy.one')).toEqualTypeOf<LanguageModel<ToyOptions>>()
    expectTypeOf(bedrock('bedrock:us.toy.one')).toEqualTypeOf<LanguageModel<ToyOptions>>()
    expectTypeOf(bedrock('us.acme.other-1')).toEqualTypeOf<LanguageModel<OtherOptions>>()
    expectTypeOf(bedrock('acme.other-not-listed')).toEqualTypeOf<LanguageModel<OtherOptions>>()
    expectTypeOf(bedrock('arn:aws:bedrock:us-east-1::foundation-model/acme.other-9')).toEqualTypeOf<
      LanguageModel<OtherOptions>
    >()
  })

  it('takes an opaque id with a declared family', () => {
    expectTypeOf(
      bedrock('arn:aws:bedrock:us-east-1:1:application-inference-profile/a', { family: 'other' }),
    ).toEqualTypeOf<LanguageModel<OtherOptions>>()
    expectTypeOf(bedrock(process.env['MODEL'] ?? '', { family: 'toy' })).toEqualTypeOf<LanguageModel<ToyOptions>>()
  })

  it('refuses families that are not installed', () => {
    // @ts-expect-error not installed
    bedrock('vendor.unknown-v1:0')
    // @ts-expect-error the id does not say its family
    bedrock('arn:aws:bedrock:us-east-1:1:application-inference-profile/a')
    // @ts-expect-error not installed
    bedrock('anything', { family: 'third' })
  })

  it('types the options of a call', () => {
    void generateText({ model: bedrock('toy.one'), prompt: 'Hi', options: { seed: 1 } })
    void generateText({ model: bedrock('acme.other-1'), prompt: 'Hi', options: { depth: 'deep' } })
    // @ts-expect-error another family's option
    void generateText({ model: bedrock('toy.one'), prompt: 'Hi', options: { depth: 'deep' } })
    // @ts-expect-error not one of its values
    void generateText({ model: bedrock('acme.other-1'), prompt: 'Hi', options: { depth: 'wide' } })
  })
})
