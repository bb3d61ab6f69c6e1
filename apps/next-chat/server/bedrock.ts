import { claude } from '@x/bedrock-claude'
import { cohere } from '@x/bedrock-cohere'
import { llama } from '@x/bedrock-llama'
import { createNodeBedrock, nodeFetch } from '@x/bedrock-node'
import { oss } from '@x/bedrock-oss'
import { modelId } from './model.ts'
import { tapped } from './wire/tap.ts'

/** Region and credentials come from the environment. */
export const bedrock = createNodeBedrock({
  families: [claude(), llama(), cohere(), oss()],
  fetch: tapped(nodeFetch()),
})

/** The model of the chat. */
export const model = bedrock(modelId(), { family: 'claude' })
