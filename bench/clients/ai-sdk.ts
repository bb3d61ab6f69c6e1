import { createAmazonBedrock } from '@ai-sdk/amazon-bedrock'
import { streamText } from 'ai'
import { credentials, region } from './identity.ts'
import { runClient } from './run-client.ts'

await runClient(async (endpoint, modelId) => {
  const bedrock = createAmazonBedrock({ region, baseURL: endpoint, ...credentials })
  let deltas = 0
  for await (const _text of streamText({ model: bedrock(modelId), prompt: 'Hi' }).textStream) deltas += 1
  return deltas
})
