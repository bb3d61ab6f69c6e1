import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { answersOf, answersTarget, type ServiceModel, tableOf, target, unknownExceptions } from './service-model.ts'

const from = new URL('../../shared/vectors/bedrock-runtime-model.json', import.meta.url)
const present = existsSync(from)
if (!present) console.warn('SKIPPED: the service model is not on this machine (../shared/vectors).')

const model = (): ServiceModel => JSON.parse(readFileSync(from, 'utf8'))

describe.skipIf(!present)('the table of constraints', () => {
  it('is what the script makes of the service model', () => {
    expect(readFileSync(target, 'utf8')).toBe(tableOf(model()))
  })

  it('stands beside that of answers, and every exception has a meaning', () => {
    expect(readFileSync(answersTarget, 'utf8')).toBe(answersOf(model()))
    expect(unknownExceptions(model())).toEqual([])
    const later = {
      ...model(),
      shapes: { ...model().shapes, ModelAsleepException: { type: 'structure', exception: true } },
    }
    expect(unknownExceptions(later)).toEqual(['ModelAsleepException'])
  })

  it('is refused for the model of another service', () => {
    expect(() => tableOf({ operations: {}, shapes: {} })).toThrow(/no operation ApplyGuardrail/)
  })
})
