import { createAmazonBedrock } from '@ai-sdk/amazon-bedrock'
import { generateText, streamText } from 'ai'
import type { MakeClient } from './client.ts'
import { credentials, region } from './identity.ts'

export const makeClient: MakeClient = (endpoint) => {
  const bedrock = createAmazonBedrock({ region, baseURL: endpoint, ...credentials })
  return {
    async stream(model, prompt, took) {
      for await (const text of streamText({ model: bedrock(model), prompt }).textStream) took(text)
    },
    ask: async (model, prompt) => (await generateText({ model: bedrock(model), prompt })).text,
  }
}
