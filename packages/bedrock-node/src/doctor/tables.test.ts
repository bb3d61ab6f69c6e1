import { describe, expect, it } from 'vitest'
import { smallModel } from './call.ts'
import { clockFinding } from './clock.ts'
import { lasting } from './finding.ts'
import { report } from './report.ts'

it.each([
  ['us-west-2', 'us.amazon.nova-micro-v1:0'],
  ['eu-central-1', 'eu.amazon.nova-micro-v1:0'],
  ['ap-southeast-2', 'apac.amazon.nova-micro-v1:0'],
  ['us-gov-west-1', 'amazon.nova-micro-v1:0'],
])('the small model of %s is %s', (region, model) => expect(smallModel(region)).toBe(model))

it.each([
  [0, '0 seconds'],
  [-1999, '1 second'],
  [59_999, '59 seconds'],
  [3_600_000, '1 hour'],
  [-200_000_000, '2 days'],
])('%s ms last %s', (milliseconds, text) => expect(lasting(milliseconds)).toBe(text))

describe('the clock', () => {
  const sentAt = 1_000_000_000_000

  it.each([
    ['within the whole second of Date', 0, 50, 'agrees with the service', false],
    ['a slow answer proves nothing', 20_000, 30_000, 'agrees with the service', false],
    ['a few seconds', 5000, 50, '4 seconds behind the service', false],
    ['ten minutes slow', 600_000, 50, '9 minutes behind the service', true],
    ['ten minutes fast', -600_000, 50, '9 minutes ahead of the service', true],
  ])('%s', (_, offset, took, says, wrong) => {
    const finding = clockFinding({ sentAt, receivedAt: sentAt + took, date: sentAt + offset })
    expect([finding.says, finding.problem !== undefined]).toEqual([says, wrong])
  })

  it('is not known without an answer', () => {
    for (const timed of [undefined, { sentAt, receivedAt: sentAt, date: Number.NaN }])
      expect(clockFinding(timed)).toEqual({ about: 'clock', says: expect.stringContaining('not known') })
  })
})

it('a report marks what is wrong and ends with what to do', () => {
  const region = { about: 'region', says: 'us-east-1', details: ['a detail'] } as const
  expect(report([region])).toBe('  region       us-east-1\n               a detail\n\nAll is well.')
  expect(report([region, { about: 'call', says: 'no', problem: 'Do this.' }])).toMatch(/\n✗ call {9}no\n\n→ Do this\.$/)
})
