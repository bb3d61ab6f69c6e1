import { createBedrock, generateText } from '@x/bedrock-core'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { rows } from '../shared/rows.ts'

const addresses = ['http://169.254.169.254/latest/meta-data', 'https://evil.example/a.png', 'file:///etc/passwd']

afterEach(() => vi.unstubAllGlobals())

describe.each(rows)('$name', ({ family, format, model }) => {
  test.each(addresses)('fetches nothing from %s, whatever a prompt names', async (address) => {
    const hosts: string[] = []
    const fetch = async (url: string | URL | Request): Promise<Response> => {
      hosts.push(new URL(url instanceof Request ? url.url : url).host)
      return new Response('{}', { status: 400 })
    }
    // Whoever fetched for a prompt would take the platform's, which the client is not told to use.
    vi.stubGlobal('fetch', fetch)
    const bedrock = createBedrock({
      region: 'us-east-1',
      auth: async (request) => request,
      families: [family],
      retry: false,
      fetch,
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
