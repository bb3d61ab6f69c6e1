import { BedrockRuntimeClient, ConverseCommand, ConverseStreamCommand } from '@aws-sdk/client-bedrock-runtime'
import { NodeHttpHandler } from '@smithy/node-http-handler'
import { setupServer } from 'msw/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testIdentity } from '../auth/identity.ts'
import { createLocalBedrock } from '../local-bedrock.ts'
import { scripted } from '../scripted/scripted.ts'
import { handlers } from './handlers.ts'

const server = setupServer(...handlers(createLocalBedrock({ answerer: scripted({ pace: 0 }) })))
beforeAll(() => server.listen())
afterAll(() => server.close())

const modelId = 'eu.anthropic.claude-haiku-4-5-20251001-v1:0'
const messages = [{ role: 'user' as const, content: [{ text: 'echo from afar' }] }]

describe('the MSW handlers', () => {
  const client = (region: string): BedrockRuntimeClient =>
    new BedrockRuntimeClient({
      region,
      credentials: testIdentity,
      requestHandler: new NodeHttpHandler(),
      maxAttempts: 1,
    })

  it.each(['eu-central-1', 'us-gov-west-1'])(
    'stand in for Bedrock’s own host in %s, signatures and all',
    async (region) => {
      const answer = await client(region).send(new ConverseCommand({ modelId, messages }))
      expect(answer.output?.message?.content).toEqual([{ text: 'from afar' }])
      const { stream } = await client(region).send(new ConverseStreamCommand({ modelId, messages }))
      let text = ''
      for await (const event of stream ?? []) text += event.contentBlockDelta?.delta?.text ?? ''
      expect(text).toBe('from afar')
    },
  )

  it('refuse who does not say who they are', async () => {
    const response = await fetch(
      `https://bedrock-runtime.eu-west-1.amazonaws.com/model/${encodeURIComponent(modelId)}/converse`,
      {
        method: 'POST',
        body: '{}',
      },
    )
    expect(response.status).toBe(403)
    expect(response.headers.get('x-amzn-errortype')).toMatch(/^MissingAuthenticationTokenException:/)
  })

  it.each([
    ['POST', 'https://bedrock-runtime.us-east-1.amazonaws.com/guardrail/mine/version/1/apply'],
    ['POST', 'https://bedrock-agent-runtime.us-east-1.amazonaws.com/rerank'],
    ['GET', 'https://bedrock.us-east-1.amazonaws.com/foundation-models?byProvider=Meta'],
    ['GET', 'https://bedrock.us-east-1.amazonaws.com/foundation-models/amazon.nova-pro-v1%3A0'],
    ['GET', 'https://bedrock.us-east-1.amazonaws.com/inference-profiles?maxResults=1'],
    ['GET', 'https://bedrock.us-east-1.amazonaws.com/inference-profiles/us.amazon.nova-pro-v1%3A0'],
  ])('stand in for %s %s', async (method, url) => {
    const response = await fetch(url, { method, headers: { authorization: `Bearer ${testIdentity.apiKey}` } })
    expect(response.headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/)
    expect([200, 400]).toContain(response.status)
  })
})
