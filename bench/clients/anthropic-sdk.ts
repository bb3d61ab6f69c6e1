import AnthropicBedrock from '@anthropic-ai/bedrock-sdk'
import type { MakeClient } from './client.ts'
import { credentials, region } from './identity.ts'

export const makeClient: MakeClient = (baseURL) => {
  const client = new AnthropicBedrock({
    awsAccessKey: credentials.accessKeyId,
    awsSecretKey: credentials.secretAccessKey,
    awsRegion: region,
    baseURL,
  })
  const bodyOf = (model: string, content: string) => ({
    model,
    max_tokens: 4096,
    messages: [{ role: 'user' as const, content }],
  })
  return {
    async stream(model, prompt, took) {
      for await (const event of await client.messages.create({ ...bodyOf(model, prompt), stream: true }))
        if (event.type === 'content_block_delta' && event.delta.type === 'text_delta') took(event.delta.text)
    },
    async ask(model, prompt) {
      const { content } = await client.messages.create(bodyOf(model, prompt))
      return content[0]?.type === 'text' ? content[0].text : ''
    },
  }
}
