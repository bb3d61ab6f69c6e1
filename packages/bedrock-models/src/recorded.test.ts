import { exchangesWith, isAnswered, providers, recorded } from '@x/recordings'
import { describe, expect, it } from 'vitest'
import { answered } from '../scripts/facts.ts'
import { profilesOf, resolveModel } from './index.ts'

/** Recorded ids that the tables cannot know, and why. */
const unknown: readonly (readonly [id: RegExp, why: string])[] = [
  [/^does-not-exist$/, 'no model at all'],
  [/:application-inference-profile\//, 'the ARN does not name its model'],
  [/^arn:aws:sagemaker:/, 'an endpoint of the account'],
]

const exchanges = recorded ? providers.flatMap((provider) => exchangesWith(provider)) : []
const ids = [...new Set(exchanges.map(({ model }) => model))]

describe.skipIf(!recorded)('recorded traffic (skipped: ../shared/recordings is missing)', () => {
  it('asks only models of the table, but for those that no table can know', () => {
    const strange = ids.filter((id) => !resolveModel(id).known)
    expect(strange.filter((id) => !unknown.some(([pattern]) => pattern.test(id)))).toEqual([])
    expect(ids.length).toBeGreaterThan(50)
  })

  it('answers under profiles of the table', () => {
    for (const { model } of exchanges.filter(isAnswered)) {
      const { bareId, geography, known } = resolveModel(model)
      if (known && geography !== undefined) expect(profilesOf(bareId)).toContain(`${geography}.${bareId}`)
    }
  })

  it('is what the list of bare ids that answer on demand says', () => {
    const bare = exchanges.filter(isAnswered).filter(({ model }) => resolveModel(model).bareId === model)
    const seen = bare.map(({ model }) => model).filter((id) => resolveModel(id).known)
    expect([...new Set(seen)].toSorted()).toEqual([...answered].toSorted())
  })
})
