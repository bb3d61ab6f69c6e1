import { BedrockRuntimeClient, ConverseStreamCommand } from '@aws-sdk/client-bedrock-runtime'
import { afterAll, describe, expect, it } from 'vitest'
import { testIdentity } from '../auth/identity.ts'
import { type RunningLocalBedrock, startLocalBedrock } from '../server/start.ts'
import { parseFaults } from './parse.ts'

const open: RunningLocalBedrock[] = []
afterAll(async () => {
  for (const local of open) await local.close()
})

const ask = async (faults: string): Promise<{ text: string; error?: string }> => {
  const local = await startLocalBedrock({
    faults: parseFaults(faults),
    answerer: async function* () {
      for (const text of ['One ', 'two ', 'three.']) yield { type: 'text', text }
    },
  })
  open.push(local)
  // No request handler: the SDK's own, which speaks HTTP/2.
  const client = new BedrockRuntimeClient({
    region: 'us-east-1',
    endpoint: local.url,
    credentials: testIdentity,
    maxAttempts: 1,
  })
  let text = ''
  try {
    const { stream } = await client.send(
      new ConverseStreamCommand({
        modelId: 'us.anthropic.claude-sonnet-4-5-20250929-v1:0',
        messages: [{ role: 'user', content: [{ text: 'Count.' }] }],
      }),
    )
    for await (const event of stream ?? []) text += event.contentBlockDelta?.delta?.text ?? ''
    return { text }
  } catch (error) {
    return { text, error: error instanceof Error ? error.name : String(error) }
  } finally {
    client.destroy()
  }
}

describe('faults over HTTP/2, asked by the AWS SDK', () => {
  it.each([
    ['rechunk=7, latency=1', { text: 'One two three.' }],
    ['exception=ThrottlingException', { text: '', error: 'ThrottlingException' }],
    ['exception=ModelStreamErrorException@frame:3', { text: 'One two ', error: 'ModelStreamErrorException' }],
    ['checksum@frame:2', { text: 'One ', error: 'Error' }],
  ])('%s', async (faults, expected) => {
    expect(await ask(faults)).toEqual(expected)
  })

  it('reset@frame:3 ends in an error', async () => {
    const { text, error } = await ask('reset@frame:3')
    expect('One two '.startsWith(text)).toBe(true)
    expect(error).toMatch(/Error/)
  })
})
