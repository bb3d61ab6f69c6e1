import { describe, expectTypeOf, it } from 'vitest'
import { createBedrock } from '../client/create-bedrock.ts'
import type { LanguageModel } from '../client/language-model.ts'
import { type ToyOptions, toy } from '../testing/toy-family.ts'
import { type AnyConverseOptions, anyConverse } from './any-converse.ts'

declare const auth: Parameters<typeof createBedrock>[0]['auth']
const bedrock = createBedrock({ region: 'us-east-1', auth, families: [toy(), anyConverse()] })

describe('types beside a family that takes any id', () => {
  it('are those of the family that claims the id', () => {
    expectTypeOf(bedrock('toy.one')).toEqualTypeOf<LanguageModel<ToyOptions>>()
    expectTypeOf(bedrock('bedrock:us.toy.one')).toEqualTypeOf<LanguageModel<ToyOptions>>()
  })

  it('are its own for every other id', () => {
    expectTypeOf(bedrock('us.amazon.nova-lite-v1:0')).toEqualTypeOf<LanguageModel<AnyConverseOptions>>()
    expectTypeOf(bedrock(process.env['MODEL'] ?? '')).toEqualTypeOf<LanguageModel<AnyConverseOptions>>()
  })
})
