import {
  BedrockRuntimeClient,
  ConverseCommand,
  ConverseStreamCommand,
  CountTokensCommand,
  InvokeModelCommand,
} from '@aws-sdk/client-bedrock-runtime'
import { fc } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { createLocalBedrock } from '../local-bedrock.ts'
import { scripted } from '../scripted/scripted.ts'
import type { Identity } from './identity.ts'

const requests = 1000

/** What the SDK hands to its transport. */
interface Signed {
  method: string
  protocol: string
  hostname: string
  port?: number
  path: string
  query: Record<string, string>
  headers: Record<string, string>
  body: Uint8Array<ArrayBuffer>
}

const secret = fc.string({ unit: fc.constantFrom(...'abcXYZ019/+'), minLength: 20, maxLength: 40 })
const identities: fc.Arbitrary<Identity> = fc.record(
  { accessKeyId: fc.stringMatching(/^A[KS]IA[A-Z0-9]{16}$/), secretAccessKey: secret, sessionToken: secret },
  { requiredKeys: ['accessKeyId', 'secretAccessKey'] },
)
const regions = fc.constantFrom('us-east-1', 'eu-central-1', 'ap-northeast-1', 'us-gov-west-1')
const models = fc.constantFrom(
  'us.anthropic.claude-haiku-4-5-20251001-v1:0',
  'arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-sonnet-4-5-20250929-v1:0',
  'anthropic.claude-3-haiku-20240307-v1:0',
)
/** With letters of two to four bytes, and never blank. */
const texts = fc.string({ unit: 'grapheme', maxLength: 60 }).map((text) => `echo ${text}.`)

type Send = (client: BedrockRuntimeClient, modelId: string, text: string) => Promise<unknown>

const messages = (text: string) => [{ role: 'user' as const, content: [{ text }] }]

const commands = fc.constantFrom<Send[]>(
  (client, modelId, text) => client.send(new ConverseCommand({ modelId, messages: messages(text) })),
  (client, modelId, text) => client.send(new ConverseStreamCommand({ modelId, messages: messages(text) })),
  (client, modelId, text) =>
    client.send(
      new InvokeModelCommand({
        modelId,
        trace: 'DISABLED',
        requestMetadata: JSON.stringify({ team: 'a' }),
        body: JSON.stringify({
          anthropic_version: 'bedrock-2023-05-31',
          max_tokens: 100,
          messages: [{ role: 'user', content: text }],
        }),
      }),
    ),
  (client, _modelId, text) =>
    client.send(
      new CountTokensCommand({
        modelId: 'anthropic.claude-3-haiku-20240307-v1:0',
        input: { converse: { messages: messages(text) } },
      }),
    ),
)

describe('requests signed by the AWS SDK', () => {
  it(`are accepted, all ${requests} of them`, async () => {
    const seen = { accepted: 0, temporary: 0, streamed: 0 }
    const refused: string[] = []
    const one = async (
      identity: Identity,
      region: string,
      modelId: string,
      text: string,
      send: Send,
    ): Promise<void> => {
      const local = createLocalBedrock({ identities: [identity], answerer: scripted({ pace: 0 }) })
      const client = new BedrockRuntimeClient({
        region,
        endpoint: 'http://127.0.0.1:4010',
        credentials: identity,
        maxAttempts: 1,
        requestHandler: {
          handle: async ({ method, protocol, hostname, port, path, query, headers, body }: Signed) => {
            const url = new URL(`${protocol}//${hostname}:${port}${path}`)
            for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
            const answer = await local.fetch(new Request(url, { method, headers, body }))
            if (path.endsWith('-stream')) seen.streamed += 1
            if (answer.status === 200) seen.accepted += 1
            else refused.push(`${answer.status} ${region} ${modelId} ${text}: ${await answer.text()}`)
            throw new Error('seen')
          },
        },
      })
      if (identity.sessionToken !== undefined) seen.temporary += 1
      await send(client, modelId, text).catch(() => undefined)
    }
    await fc.assert(fc.asyncProperty(identities, regions, models, texts, commands, one), { numRuns: requests })
    console.log(`${seen.accepted} accepted, ${seen.temporary} of temporary keys, ${seen.streamed} streamed`)
    expect(refused).toEqual([])
    expect(seen.accepted).toBe(requests)
    expect(seen.temporary).toBeGreaterThan(100)
    expect(seen.streamed).toBeGreaterThan(100)
  })
})
