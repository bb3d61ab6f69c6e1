import { describe, expect, it } from 'vitest'
import { staysIn, withoutGeography } from './geography.ts'

const sonnet = 'anthropic.claude-sonnet-4-5-20250929-v1:0'
const arn = (rest: string): string => `arn:aws:bedrock:eu-west-1:123456789012:${rest}`

describe('staysIn', () => {
  it.each<[string, string, string[], boolean]>([
    [`eu.${sonnet}`, 'eu-west-1', ['eu'], true],
    [sonnet, 'eu-north-1', ['eu'], true],
    [sonnet, 'us-east-1', ['eu'], false],
    [`us.${sonnet}`, 'us-east-1', ['eu'], false],
    [`us.${sonnet}`, 'us-east-1', ['eu', 'us'], true],
    // A profile that leaves its region's geography, if there were one, is believed by both of its words.
    [`us.${sonnet}`, 'eu-west-1', ['eu'], false],
    [`global.${sonnet}`, 'eu-west-1', ['eu'], false],
    [`jp.${sonnet}`, 'ap-northeast-1', ['jp'], true],
    [`apac.${sonnet}`, 'ap-northeast-1', ['jp'], false],
    [`jp.${sonnet}`, 'ap-northeast-1', ['apac'], true],
    [`au.${sonnet}`, 'ap-southeast-2', ['au'], true],
    [`us-gov.${sonnet}`, 'us-gov-west-1', ['us-gov'], true],
    [sonnet, 'us-gov-west-1', ['us'], false],
    [`ca.${sonnet}`, 'ca-central-1', ['ca'], true],
    [sonnet, 'me-central-1', ['me'], true],
    [arn(`inference-profile/eu.${sonnet}`), 'eu-west-1', ['eu'], true],
    [arn(`inference-profile/global.${sonnet}`), 'eu-west-1', ['eu'], false],
    [arn(`foundation-model/${sonnet}`), 'eu-west-1', ['eu'], true],
    [arn('provisioned-model/abc'), 'eu-west-1', ['eu'], true],
    // What it routes to, it does not say.
    [arn('application-inference-profile/abc'), 'eu-west-1', ['eu'], false],
    [arn('default-prompt-router/abc'), 'eu-west-1', ['eu'], false],
    [sonnet, 'eu-west-1', [], false],
  ])('%s from %s within %j: %s', (id, region, geographies, stays) =>
    expect(staysIn(id, region, geographies)).toBe(stays),
  )

  it.each([
    [`us.${sonnet}`, sonnet],
    [`us-gov.${sonnet}`, sonnet],
    [`global.${sonnet}`, sonnet],
    [sonnet, sonnet],
    ['ai21.jamba-1-5-large-v1:0', 'ai21.jamba-1-5-large-v1:0'],
  ])('%s without its geography is %s', (id, bare) => expect(withoutGeography(id)).toBe(bare))
})
