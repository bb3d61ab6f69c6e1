import {
  BedrockRuntimeClient,
  type BedrockRuntimeClientConfig,
  ConverseCommand,
  ConverseStreamCommand,
} from '@aws-sdk/client-bedrock-runtime'
import { NodeHttpHandler } from '@smithy/node-http-handler'
import type { MakeClient } from './client.ts'
import { credentials, region } from './identity.ts'

/** Its limit is fifty connections, where nobody else has one. */
const maxSockets = 2000

export const http1 = (): NodeHttpHandler =>
  new NodeHttpHandler({ httpAgent: { maxSockets }, httpsAgent: { maxSockets } })

/** The AWS SDK, whose streams are raw events. */
export const awsSdk =
  (transport: Pick<BedrockRuntimeClientConfig, 'requestHandler'>): MakeClient =>
  (endpoint) => {
    const client = new BedrockRuntimeClient({ region, endpoint, credentials, ...transport })
    const inputOf = (modelId: string, text: string) => ({
      modelId,
      messages: [{ role: 'user' as const, content: [{ text }] }],
    })
    return {
      async stream(model, prompt, took) {
        const { stream } = await client.send(new ConverseStreamCommand(inputOf(model, prompt)))
        for await (const event of stream ?? []) {
          const text = event.contentBlockDelta?.delta?.text
          if (text !== undefined) took(text)
        }
      },
      async ask(model, prompt) {
        const { output } = await client.send(new ConverseCommand(inputOf(model, prompt)))
        return output?.message?.content?.[0]?.text ?? ''
      },
    }
  }
