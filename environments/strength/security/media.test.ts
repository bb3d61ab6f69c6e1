import { createBedrock, generateText } from '@x/bedrock-core'
import { describe, expect, test } from 'vitest'
import { rows } from '../shared/rows.ts'

const addresses = ['http://169.254.169.254/latest/meta-data', 'https://evil.example/a.png', 'file:///etc/passwd']

describe.each(rows)('$name', ({ family, format, model }) => {
  test.each(addresses)('fetches nothing from %s, whatever a prompt names', async (address) => {
    const hosts: string[] = []
    const bedrock = createBedrock({
      region: 'us-east-1',
      auth: async (request) => request,
      families: [family],
      retry: false,
      fetch: async (url) => {
        hosts.push(new URL(String(url)).host)
        return new Response('{}', { status: 400 })
      },
    })
    const content = [
      { type: 'text', text: 'Look.' },
      { type: 'file', mediaType: 'image/png', data: address },
      { type: 'file', mediaType: 'application/pdf', data: { uri: address } },
    ] as const
    for (const part of content)
      await expect(
        generateText({
          model: bedrock(model, { family: family.name, via: format.name }),
          messages: [{ role: 'user', content: [part] }],
        }),
      ).rejects.toMatchObject({ name: 'BedrockError' })
    for (const host of hosts) expect(host).toBe('bedrock-runtime.us-east-1.amazonaws.com')
  })
})
