import { sigv4 } from '@x/bedrock-auth'
import { claude } from '@x/bedrock-claude'
import { createBedrock, streamText } from '@x/bedrock-core'
import { credentials, region } from './identity.ts'
import { runClient } from './run-client.ts'

await runClient(async (endpoint, modelId) => {
  const bedrock = createBedrock({ region, endpoint, auth: sigv4(credentials), families: [claude()] })
  const model = bedrock(modelId, { family: 'claude', via: 'converse' })
  let deltas = 0
  for await (const _text of streamText({ model, prompt: 'Hi' }).textStream) deltas += 1
  return deltas
})
