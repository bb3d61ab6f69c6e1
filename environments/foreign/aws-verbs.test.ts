import {
  ApplyGuardrailCommand,
  BedrockRuntimeClient,
  type BedrockRuntimeClientConfig,
  CountTokensCommand,
  InvokeModelCommand,
  ResourceNotFoundException,
  ValidationException,
} from '@aws-sdk/client-bedrock-runtime'
import { NodeHttpHandler } from '@smithy/node-http-handler'
import { testIdentity } from '@x/bedrock-local'
import { describe, expect, it } from 'vitest'
import { watched } from './watched.ts'

const { accessKeyId, secretAccessKey } = testIdentity
const { url, calls } = watched('The AWS SDK, besides chats,')

const transports: readonly (readonly [string, () => BedrockRuntimeClientConfig])[] = [
  ['HTTP/2, its default', () => ({})],
  ['HTTP/1.1', () => ({ requestHandler: new NodeHttpHandler() })],
]

describe.each(transports)('the AWS SDK over %s', (_name, transport) => {
  const client = (): BedrockRuntimeClient =>
    new BedrockRuntimeClient({
      region: 'us-east-1',
      endpoint: url(),
      credentials: { accessKeyId, secretAccessKey },
      maxAttempts: 1,
      ...transport(),
    })
  const modelId = 'anthropic.claude-sonnet-4-20250514-v1:0'
  const body = JSON.stringify({
    anthropic_version: 'bedrock-2023-05-31',
    max_tokens: 100,
    messages: [{ role: 'user', content: 'How many tokens am I?' }],
  })

  it('counts what InvokeModel then says', async () => {
    const { inputTokens } = await client().send(
      new CountTokensCommand({ modelId, input: { invokeModel: { body: new TextEncoder().encode(body) } } }),
    )
    const answer = await client().send(new InvokeModelCommand({ modelId: `us.${modelId}`, body }))
    expect(JSON.parse(new TextDecoder().decode(answer.body)).usage.input_tokens).toBe(inputTokens)
    expect(calls.at(-2)).toMatchObject({ operation: 'count-tokens', model: modelId, status: 200, by: 'signature' })
  })

  it('counts a Converse request, more for more', async () => {
    const count = async (text: string): Promise<number> => {
      const messages = [{ role: 'user' as const, content: [{ text }] }]
      const answer = await client().send(new CountTokensCommand({ modelId, input: { converse: { messages } } }))
      return answer.inputTokens ?? Number.NaN
    }
    expect(await count('one two three')).toBeGreaterThan(await count('one'))
  })

  it('is refused for a profile', async () => {
    const input = { invokeModel: { body: new TextEncoder().encode(body) } }
    const refused = client().send(new CountTokensCommand({ modelId: `us.${modelId}`, input }))
    await expect(refused).rejects.toBeInstanceOf(ValidationException)
    await expect(refused).rejects.toThrow("The provided model doesn't support counting tokens.")
  })

  const apply = (text: string, more: object = {}) =>
    client().send(
      new ApplyGuardrailCommand({
        guardrailIdentifier: 'localguardrail',
        guardrailVersion: 'DRAFT',
        source: 'INPUT',
        content: [{ text: { text } }, { text: { text: 'Also fine.' } }],
        ...more,
      }),
    )

  it('has a guardrail block, mask and let pass', async () => {
    const blocked = await apply('The forbidden secret.')
    expect(blocked).toMatchObject({ action: 'GUARDRAIL_INTERVENED', outputs: [{ text: expect.any(String) }] })
    expect(blocked.assessments?.[0]?.wordPolicy?.customWords).toEqual([
      { match: 'forbidden', action: 'BLOCKED', detected: true },
    ])
    const masked = await apply('My Secret. Not secretive.')
    expect(masked.outputs).toEqual([{ text: 'My {SECRET}. Not secretive.' }, { text: 'Also fine.' }])
    expect(masked.assessments?.[0]?.sensitiveInformationPolicy?.regexes?.[0]).toMatchObject({
      match: 'Secret',
      action: 'ANONYMIZED',
    })
    const passed = await apply('All is well.')
    expect(passed).toMatchObject({ action: 'NONE', outputs: [], usage: { wordPolicyUnits: 1 } })
    expect(calls.at(-1)).toMatchObject({ operation: 'apply-guardrail', status: 200 })
    expect(calls.at(-1)).not.toHaveProperty('model')
  })

  it('learns that a guardrail is not there', async () => {
    await expect(apply('x', { guardrailVersion: '7' })).rejects.toBeInstanceOf(ResourceNotFoundException)
  })
})
