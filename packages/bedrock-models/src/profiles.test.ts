import { describe, expect, it } from 'vitest'
import { profileFor, profilesOf } from './index.ts'

const sonnet = 'anthropic.claude-sonnet-4-5-20250929-v1:0'

describe('profileFor', () => {
  it.each([
    [sonnet, 'us-east-1', `us.${sonnet}`],
    [sonnet, 'eu-central-1', `eu.${sonnet}`],
    [sonnet, 'ap-northeast-1', `jp.${sonnet}`],
    [sonnet, 'ap-southeast-2', `au.${sonnet}`],
    ['amazon.nova-lite-v1:0', 'ap-northeast-1', 'apac.amazon.nova-lite-v1:0'],
    ['amazon.nova-lite-v1:0', 'ca-central-1', 'ca.amazon.nova-lite-v1:0'],
    ['openai.gpt-oss-20b-1:0', 'us-gov-west-1', 'us-gov.openai.gpt-oss-20b-1:0'],
    ['bedrock:claude-sonnet-4-5', 'us-west-2', `us.${sonnet}`],
    // A geography is never left unasked, and no profile is made up.
    [sonnet, 'sa-east-1', undefined],
    ['meta.llama4-scout-17b-instruct-v1:0', 'eu-west-1', undefined],
    ['mistral.mistral-7b-instruct-v0:2', 'us-east-1', undefined],
    ['someone.new-model-v1:0', 'us-east-1', undefined],
  ])('%s from %s: %s', (model, region, profile) => {
    expect(profileFor(model, region)).toBe(profile)
  })

  it('goes round the world only when it is told that it may', () => {
    expect(profileFor(sonnet, 'sa-east-1', { anywhere: true })).toBe(`global.${sonnet}`)
    expect(profileFor(sonnet, 'us-east-1', { anywhere: true })).toBe(`us.${sonnet}`)
  })

  it('lists the profiles of a model', () => {
    expect(profilesOf('cohere.embed-v4:0')).toEqual([
      'eu.cohere.embed-v4:0',
      'global.cohere.embed-v4:0',
      'us.cohere.embed-v4:0',
    ])
    expect(profilesOf('someone.new-model-v1:0')).toEqual([])
  })
})
