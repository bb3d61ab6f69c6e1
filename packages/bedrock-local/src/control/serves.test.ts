import { describe, expect, it } from 'vitest'
import { type Asking, modelServed } from './serves.ts'

const asking: Asking = { region: 'us-east-1', now: Date.parse('2026-11-01'), models: [], profiles: {} }
const served = (model: string, more: Partial<Asking> = {}): string => modelServed(model, { ...asking, ...more })

const invalid = 'The provided model identifier is invalid.'
const onDemand = (id: string): string =>
  `Invocation of model ID ${id} with on-demand throughput isn’t supported. Retry your request with the ID or ARN of an inference profile that contains this model.`
const haiku = 'anthropic.claude-3-5-haiku-20241022-v1:0'
const sonnet = 'anthropic.claude-sonnet-4-5-20250929-v1:0'

describe('a model', () => {
  it.each([
    [`us.${sonnet}`, sonnet],
    [`global.${sonnet}`, sonnet],
    [`arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.${sonnet}`, sonnet],
    ['amazon.nova-pro-v1:0', 'amazon.nova-pro-v1:0'],
    ['arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-pro-v1:0', 'amazon.nova-pro-v1:0'],
  ])('is served by %s', (model, id) => expect(served(model)).toBe(id))

  it.each([
    ['anthropic.claude-sonnet-4-5', invalid],
    ['us.anthropic.claude-sonnet-4-5', invalid],
    ['sa.anthropic.claude-sonnet-4-5-20250929-v1:0', invalid],
    ['us.cohere.command-r-v1:0', invalid],
    ['constructor', invalid],
    ['arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc', invalid],
    [sonnet, onDemand(sonnet)],
    [haiku, onDemand(haiku)],
    [
      'anthropic.claude-instant-v1',
      'This model version has reached the end of its life. Please refer to the AWS documentation for more details.',
    ],
  ])('is refused as %s', (model, message) => expect(() => served(model)).toThrow(message))

  it('answers to its bare id where the region has it on demand', () => {
    expect(served(haiku, { region: 'us-west-2' })).toBe(haiku)
    expect(() => served('ai21.j2-mid-v1', { region: 'ap-south-1' })).toThrow(invalid)
  })

  it('is served by any id that is configured', () => {
    const models = ['anthropic.claude-sonnet-9', sonnet]
    expect(served('anthropic.claude-sonnet-9', { models })).toBe('anthropic.claude-sonnet-9')
    expect(served('eu.anthropic.claude-sonnet-9', { models })).toBe('anthropic.claude-sonnet-9')
    expect(served(sonnet, { models })).toBe(sonnet)
    const arn = 'arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc'
    expect(served(arn, { profiles: { [arn]: `us.${sonnet}` } })).toBe(sonnet)
  })
})
