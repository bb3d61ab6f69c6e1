import { expect, test } from 'vitest'
import { calculate } from './calculate.ts'
import { startLocalBedrockIfNeeded } from './local-bedrock.ts'
import { modelLabel } from './models.ts'
import { hasCredentials, placeOf } from './place.ts'

test.each([
  ['us.anthropic.claude-sonnet-4-5-20250929-v1:0', 'Claude Sonnet 4.5'],
  ['us.anthropic.claude-sonnet-4-6', 'Claude Sonnet 4.6'],
  ['anthropic.claude-opus-4-6-v1', 'Claude Opus 4.6'],
  ['anthropic.claude-sonnet-5', 'Claude Sonnet 5'],
  ['anthropic.claude-opus-4-1-20250805-v1:0', 'Claude Opus 4.1'],
  ['anthropic.claude-3-haiku-20240307-v1:0', 'Claude 3 Haiku'],
  ['us.meta.llama3-3-70b-instruct-v1:0', 'Llama 3.3 70B Instruct'],
  ['openai.gpt-oss-120b-1:0', 'gpt-oss 120B'],
  ['cohere.command-r-plus-v1:0', 'Command R Plus'],
  ['arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc', 'Profile abc'],
])('%s is shown as %s', (id, label) => {
  expect(modelLabel(id)).toBe(label)
})

test.each([
  [{}, false],
  [{ AWS_ACCESS_KEY_ID: 'AKIA' }, false],
  [{ AWS_ACCESS_KEY_ID: 'AKIA', AWS_SECRET_ACCESS_KEY: ' ' }, false],
  [{ AWS_ACCESS_KEY_ID: 'AKIA', AWS_SECRET_ACCESS_KEY: 'hunter2' }, true],
  [{ AWS_BEARER_TOKEN_BEDROCK: 'hunter2' }, true],
])('credentials in %j: %s', (environment, expected) => {
  expect(hasCredentials(environment)).toBe(expected)
})

test('with credentials no local Bedrock starts, and the page names the region and no secret', async () => {
  const environment = { AWS_BEARER_TOKEN_BEDROCK: 'hunter2', AWS_REGION: 'eu-west-1' }
  await startLocalBedrockIfNeeded(environment)
  expect(environment).toEqual({ AWS_BEARER_TOKEN_BEDROCK: 'hunter2', AWS_REGION: 'eu-west-1' })
  const place = placeOf(environment)
  expect(place).toMatchObject({ simulated: false, label: 'AWS · eu-west-1' })
  expect(JSON.stringify(place)).not.toContain('hunter2')
})

test.each([
  ['2 + 3 * 4', 14],
  ['(2 + 3) * -4', -20],
  ['10/4 - 0.5', 2],
  ['((7))', 7],
  [' 1 - 2 - 3 ', -4],
])('%s is %d', (expression, value) => {
  expect(calculate(expression)).toBe(value)
})

test.each(['', '2 +', '(1', '1 2', 'process.exit()', '2 ** 3', '1)'])('%j is no expression', (expression) => {
  expect(() => calculate(expression)).toThrow()
})
