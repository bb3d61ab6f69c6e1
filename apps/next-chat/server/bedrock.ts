import { claude } from '@x/bedrock-claude'
import { cohere } from '@x/bedrock-cohere'
import type { LanguageModel } from '@x/bedrock-core'
import { llama } from '@x/bedrock-llama'
import { createNodeBedrock, nodeFetch } from '@x/bedrock-node'
import { oss } from '@x/bedrock-oss'
import type { ChatModel } from './models.ts'
import { tapped } from './wire/tap.ts'

/** Region and credentials come from the environment. */
export const bedrock = createNodeBedrock({
  families: [claude(), llama(), cohere(), oss()],
  fetch: tapped(nodeFetch()),
})

/** A model of the picker. */
export const modelFor = ({ id, family }: Pick<ChatModel, 'id' | 'family'>): LanguageModel => bedrock(id, { family })
