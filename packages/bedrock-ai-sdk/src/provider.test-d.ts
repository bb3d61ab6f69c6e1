import type { EmbeddingModelV4, LanguageModelV4, ProviderV4 } from '@ai-sdk/provider'
import type { LanguageModelV3, ProviderV3 } from '@ai-sdk/provider-v3'
import { type ClaudeOptions, claude } from '@x/bedrock-claude'
import type { createBedrock } from '@x/bedrock-core'
import { describe, expectTypeOf, it } from 'vitest'
import { bedrockOptions, createBedrockProvider } from './index.ts'
import { createBedrockProvider as createOlder } from './v3.entry.ts'

declare const auth: Parameters<typeof createBedrock>[0]['auth']

describe('types of a provider', () => {
  const bedrock = createBedrockProvider({ region: 'us-east-1', auth, families: [claude()] })
  const older = createOlder({ region: 'us-east-1', auth, families: [claude()] })

  it('has models of its specification for ids of its families', () => {
    expectTypeOf(bedrock('us.anthropic.claude-opus-4-7')).toEqualTypeOf<LanguageModelV4>()
    expectTypeOf(older('us.anthropic.claude-opus-4-7')).toEqualTypeOf<LanguageModelV3>()
    expectTypeOf(bedrock.embeddingModel('cohere.embed-v4:0')).toEqualTypeOf<EmbeddingModelV4>()
    expectTypeOf(bedrock('an ARN', { family: 'claude' })).toEqualTypeOf<LanguageModelV4>()
    // @ts-expect-error not a family that is installed
    bedrock('an ARN', { family: 'llama' })
    // @ts-expect-error not an id of an installed family
    bedrock('meta.llama3-8b-instruct-v1:0')
  })

  it('is what the AI SDK takes for a provider', () => {
    expectTypeOf(bedrock).toExtend<ProviderV4>()
    expectTypeOf(older).toExtend<ProviderV3>()
  })

  it('checks provider options', () => {
    bedrockOptions<ClaudeOptions>({ serviceTier: 'flex', options: { thinking: { budgetTokens: 2048 } } })
    bedrockOptions({ cache: { ttl: '1h' } })
    // @ts-expect-error not a tier
    bedrockOptions({ serviceTier: 'fast' })
    // @ts-expect-error not an option of Claude
    bedrockOptions<ClaudeOptions>({ options: { temprature: 1 } })
  })
})
