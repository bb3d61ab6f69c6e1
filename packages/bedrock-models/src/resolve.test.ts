import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import models from './data/models.json' with { type: 'json' }
import { capabilities, resolveModel } from './index.ts'

const sonnet = 'anthropic.claude-sonnet-4-5-20250929-v1:0'

describe('resolveModel', () => {
  it.each([
    [sonnet, sonnet, undefined],
    [`bedrock:us.${sonnet}`, `us.${sonnet}`, 'us'],
    // ReqLLM's specs, with LLMDB's ids.
    [`amazon_bedrock:${sonnet}`, sonnet, undefined],
    [`amazon_bedrock:global.${sonnet}`, `global.${sonnet}`, 'global'],
    [`amazon-bedrock/eu.${sonnet}`, `eu.${sonnet}`, 'eu'],
    [`us-gov.${sonnet}`, `us-gov.${sonnet}`, 'us-gov'],
    [
      `arn:aws:bedrock:eu-west-1:123456789012:inference-profile/eu.${sonnet}`,
      `arn:aws:bedrock:eu-west-1:123456789012:inference-profile/eu.${sonnet}`,
      'eu',
    ],
    [
      `arn:aws:bedrock:us-east-1::foundation-model/${sonnet}`,
      `arn:aws:bedrock:us-east-1::foundation-model/${sonnet}`,
      undefined,
    ],
    ['claude-sonnet-4-5', sonnet, undefined],
    ['us.claude-sonnet-4-5', `us.${sonnet}`, 'us'],
    ['us.anthropic.claude-sonnet-4-5', `us.${sonnet}`, 'us'],
  ])('reads %s', (spec, id, geography) => {
    expect(resolveModel(spec)).toEqual({
      id,
      bareId: sonnet,
      known: true,
      ...(geography === undefined ? {} : { geography }),
    })
  })

  it('reads throughput off an id, and not out of a version', () => {
    expect(resolveModel('anthropic.claude-v2:1:18k')).toEqual({
      id: 'anthropic.claude-v2:1:18k',
      bareId: 'anthropic.claude-v2:1',
      throughput: '18k',
      known: true,
    })
    expect(resolveModel('anthropic.claude-v2:1')).not.toHaveProperty('throughput')
  })

  it('takes the spelling that other clients use for the id that Bedrock has', () => {
    expect(resolveModel('us.anthropic.claude-sonnet-4-6-v1').id).toBe('us.anthropic.claude-sonnet-4-6')
  })

  it.each([
    'someone.new-model-v1:0',
    'arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc',
    'toString',
    '',
  ])('hands back %j, of which it knows nothing', (id) => {
    expect(resolveModel(id)).toEqual({ id, bareId: id, known: false })
    expect(capabilities(id)).toEqual({})
  })

  test.prop([
    fc.constantFrom(...Object.keys(models)),
    fc.constantFrom(
      '',
      'us.',
      'eu.',
      'global.',
      'mars.',
      'arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.',
    ),
    fc.constantFrom('', 'bedrock:', 'amazon_bedrock:'),
  ])('finds every model behind whatever stands before it', (bareId, head, spec) => {
    expect(resolveModel(spec + head + bareId)).toMatchObject({ id: head + bareId, bareId, known: true })
  })

  test.prop([fc.string()])('reads any text', (text) => {
    expect(resolveModel(text).bareId.length).toBeGreaterThanOrEqual(0)
  })
})
