import {
  BedrockRuntimeClient,
  InvokeModelCommand,
  InvokeModelWithResponseStreamCommand,
} from '@aws-sdk/client-bedrock-runtime'
import { http1 } from './aws-sdk.ts'
import type { MakeClient } from './client.ts'
import { credentials, region } from './identity.ts'

/** By hand, as the SDK leaves the model's own form to its caller: bytes go in, and bytes come out. */
export const makeClient: MakeClient = (endpoint) => {
  const client = new BedrockRuntimeClient({ region, endpoint, credentials, requestHandler: http1() })
  const decoder = new TextDecoder()
  const inputOf = (modelId: string, content: string) => ({
    modelId,
    contentType: 'application/json',
    body: JSON.stringify({
      anthropic_version: 'bedrock-2023-05-31',
      max_tokens: 1000,
      messages: [{ role: 'user', content }],
    }),
  })
  return {
    async stream(model, prompt, took) {
      const { body } = await client.send(new InvokeModelWithResponseStreamCommand(inputOf(model, prompt)))
      for await (const { chunk } of body ?? []) {
        const event = JSON.parse(decoder.decode(chunk?.bytes))
        if (event.type === 'content_block_delta') took(event.delta.text)
      }
    },
    async ask(model, prompt) {
      const { body } = await client.send(new InvokeModelCommand(inputOf(model, prompt)))
      return JSON.parse(decoder.decode(body)).content[0].text
    },
  }
}
