import { BedrockRuntimeClient, ConverseStreamCommand } from '@aws-sdk/client-bedrock-runtime'
import { credentials, region } from './identity.ts'
import { runClient } from './run-client.ts'

let client: BedrockRuntimeClient | undefined

await runClient(async (endpoint, modelId) => {
  client ??= new BedrockRuntimeClient({ region, endpoint, credentials })
  const { stream } = await client.send(
    new ConverseStreamCommand({ modelId, messages: [{ role: 'user', content: [{ text: 'Hi' }] }] }),
  )
  let deltas = 0
  for await (const event of stream ?? []) if (event.contentBlockDelta?.delta?.text !== undefined) deltas += 1
  return deltas
})
