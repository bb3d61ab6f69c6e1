import { expect, test } from 'vitest'
import { modelMistake } from './check-model.ts'
import { startLocalBedrockIfNeeded } from './local-bedrock.ts'
import { choicesOf, defaultModel } from './models.ts'
import { hasCredentials, placeOf } from './place.ts'

const secret = 'hunter2'

test.each([
  [
    'an API key',
    { AWS_BEARER_TOKEN_BEDROCK: secret, AWS_REGION: 'eu-west-1' },
    'AWS · eu-west-1',
    /a Bedrock API key/,
    [],
  ],
  [
    'keys',
    { AWS_ACCESS_KEY_ID: 'A', AWS_SECRET_ACCESS_KEY: secret, AWS_REGION: 'us-west-2' },
    'AWS · us-west-2',
    /an access key/,
    [],
  ],
  [
    'temporary keys',
    { AWS_ACCESS_KEY_ID: 'A', AWS_SECRET_ACCESS_KEY: secret, AWS_SESSION_TOKEN: secret, AWS_REGION: 'us-west-2' },
    'AWS · us-west-2',
    /temporary/,
    [],
  ],
  ['a profile', { AWS_PROFILE: 'work' }, 'AWS · the profile’s region', /profile “work”/, [/No region is set/]],
  ['no region', { AWS_BEARER_TOKEN_BEDROCK: secret }, 'AWS · us-east-1 by default', /API key/, [/No region is set/]],
  [
    'a profile beside a key',
    { AWS_BEARER_TOKEN_BEDROCK: secret, AWS_PROFILE: 'work', AWS_REGION: 'eu-west-1' },
    'AWS · eu-west-1',
    /API key/,
    [/AWS_PROFILE is set, but/],
  ],
  [
    'half a pair beside a profile',
    { AWS_ACCESS_KEY_ID: 'A', AWS_PROFILE: 'work', AWS_REGION: 'eu-west-1' },
    'AWS · eu-west-1',
    /profile “work”/,
    [/AWS_ACCESS_KEY_ID is set without AWS_SECRET_ACCESS_KEY/],
  ],
  [
    'an endpoint of one’s own',
    {
      AWS_BEARER_TOKEN_BEDROCK: secret,
      AWS_REGION: 'eu-west-1',
      AWS_ENDPOINT_URL: `https://u:${secret}@vpce.example/x`,
    },
    'AWS · eu-west-1',
    /API key/,
    [/endpoint vpce\.example,/],
  ],
  [
    'a web identity',
    { AWS_WEB_IDENTITY_TOKEN_FILE: '/var/run/token', AWS_ROLE_ARN: 'arn', AWS_REGION: 'eu-west-1' },
    'AWS · eu-west-1',
    /a web identity/,
    [],
  ],
  [
    'a container’s role',
    { AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: '/v2/x', AWS_REGION: 'eu-west-1' },
    'AWS · eu-west-1',
    /the container’s role/,
    [],
  ],
] as const)('%s is told as it is', (_, environment, label, detail, notices) => {
  expect(hasCredentials(environment)).toBe(true)
  const place = placeOf(environment)
  expect(place).toMatchObject({ simulated: false, label, detail: expect.stringMatching(detail) })
  expect(place.notices).toEqual(notices.map((notice) => expect.stringMatching(notice)))
  expect(JSON.stringify(place)).not.toContain(secret)
})

test.each([
  [{ AWS_BEARER_TOKEN_BEDROCK: secret }, 'API key'],
  [{ AWS_ACCESS_KEY_ID: 'A', AWS_SECRET_ACCESS_KEY: secret }, 'access key'],
  [{ AWS_ACCESS_KEY_ID: 'A', AWS_SECRET_ACCESS_KEY: secret, AWS_SESSION_TOKEN: secret }, 'temporary access keys'],
  [{ AWS_PROFILE: 'work' }, 'profile “work”'],
  [{ AWS_WEB_IDENTITY_TOKEN_FILE: '/t', AWS_ROLE_ARN: 'arn' }, 'web identity'],
  [{ AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://127.0.0.1' }, 'container role'],
  [{}, 'this machine’s credentials'],
  [{ BEDROCK_SIMULATED: '1' }, 'scripted answers'],
  [{ BEDROCK_SIMULATED: '1', LOCAL_BEDROCK_PROXY: 'http://127.0.0.1:11434/v1' }, 'your own model'],
])('%j signs in by: %s', (environment, by) => {
  expect(placeOf(environment).by).toBe(by)
})

test('LOCAL_BEDROCK=0 leaves it to the machine, whose role no variable names', async () => {
  const environment: Record<string, string | undefined> = { LOCAL_BEDROCK: '0', AWS_REGION: 'eu-west-1' }
  await startLocalBedrockIfNeeded(environment)
  expect(environment).toEqual({ LOCAL_BEDROCK: '0', AWS_REGION: 'eu-west-1' })
  expect(placeOf(environment)).toMatchObject({ simulated: false, label: 'AWS · eu-west-1' })
})

test('half a key pair starts a local Bedrock, and the page says what was passed over', async () => {
  const environment: Record<string, string | undefined> = { AWS_SECRET_ACCESS_KEY: secret, LOCAL_BEDROCK_PROXY: '' }
  await startLocalBedrockIfNeeded(environment)
  const place = placeOf(environment)
  expect(place.label).toBe('Local Bedrock (simulated)')
  expect(place.notices).toEqual(['AWS_SECRET_ACCESS_KEY is set without AWS_ACCESS_KEY_ID, so it is not used.'])
  expect(JSON.stringify(place)).not.toContain(secret)
})

test.each([
  [undefined, undefined],
  ['us.anthropic.claude-sonnet-4-5-20250929-v1:0', undefined],
  ['arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc', undefined],
  ['anthropic.claude-sonet-4-5', /not in the table of known models/],
  ['mistral.mistral-large-2402-v1:0', /no family of this app serves/],
  ['anthropic.claude-x y', /cannot be used/],
])('BEDROCK_MODEL_ID %s: %s', (id, mistake) => {
  const found = modelMistake(id === undefined ? {} : { BEDROCK_MODEL_ID: id })
  if (mistake === undefined) expect(found).toBeUndefined()
  else expect(found).toMatch(mistake)
})

test.each(['us-east-1', 'eu-west-1', 'ap-northeast-1', 'me-central-1'])(
  '%s has models of four families, none twice',
  (region) => {
    const choices = choicesOf({}, region)
    expect(new Set(choices.map(({ family }) => family)).size).toBe(4)
    expect(new Set(choices.map(({ id }) => id)).size).toBe(choices.length)
    expect(choices.some(({ id }) => id === defaultModel({}, region))).toBe(true)
  },
)

test('a model that the environment names can be picked, whether it is known or not', () => {
  const id = 'arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc'
  expect(choicesOf({ BEDROCK_MODEL_ID: id }, 'us-east-1')[0]).toMatchObject({
    id,
    family: 'claude',
    label: 'Profile abc',
  })
})
