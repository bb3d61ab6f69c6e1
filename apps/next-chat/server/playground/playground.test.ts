import { expect, test } from 'vitest'
import { choicesIn, playgroundModel } from './choices.ts'
import { planView } from './plan-view.ts'
import { readAsk, viaIn } from './read-ask.ts'

test.each(['us-east-1', 'eu-west-1', 'ap-southeast-2'])('in %s every choice is planned both ways', (region) => {
  const choices = choicesIn(region)
  expect(new Set(choices.map(({ family }) => family)).size).toBe(4)
  for (const { id } of choices)
    for (const [via, format] of [
      ['native', /^(messages|chat|native)$/],
      ['converse', /^converse$/],
    ] as const) {
      const view = planView(playgroundModel(id, via, region), readAsk({ prompt: 'hello', system: 'be brief' }))
      expect(view).toMatchObject({ format: expect.stringMatching(format), path: expect.stringContaining('/model/') })
    }
})

test('cache points, tools and reasoning show in the plan', () => {
  const model = playgroundModel('us.anthropic.claude-sonnet-4-5-20250929-v1:0', 'auto', 'us-east-1')
  const body = { prompt: 'hello', system: 'Long. '.repeat(2_000), cache: true, tool: true, think: true }
  const view = planView(model, readAsk(body))
  if (view.problem !== undefined) throw new Error(view.problem)
  expect(view.cachePoints.length).toBeGreaterThan(0)
  expect(view.body).toContain('"weather"')
  expect(view.body).toContain('"thinking"')
})

test('what cannot be sent is told, not thrown', () => {
  const model = playgroundModel('us.meta.llama3-3-70b-instruct-v1:0', 'native', 'us-east-1')
  expect(planView(model, readAsk({ prompt: 'hello', tool: true })).problem).toContain('tool')
})

test('only what is listed is asked', () => {
  expect(() => playgroundModel('amazon.nova-pro-v1:0', 'auto', 'us-east-1')).toThrow('not one of')
  expect(() => viaIn({ via: 'mail' })).toThrow('none of auto')
  expect(() => readAsk({ prompt: 'a'.repeat(9_000) })).toThrow('longer than 8,000')
})
