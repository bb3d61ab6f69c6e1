import { claude } from '@x/bedrock-claude'
import { cohere } from '@x/bedrock-cohere'
import type { LanguageModel } from '@x/bedrock-core'
import { llama } from '@x/bedrock-llama'
import { createNodeBedrock, nodeFetch } from '@x/bedrock-node'
import { oss } from '@x/bedrock-oss'
import { type ChatModel, defaultModel, familyOf } from './models.ts'
import { regionOf } from './place.ts'
import { tapped } from './wire/tap.ts'

/** Region and credentials come from the environment. */
export const bedrock = createNodeBedrock({
  families: [claude(), llama(), cohere(), oss()],
  fetch: tapped(nodeFetch()),
})

/** A model of the picker. */
export const modelFor = ({ id, family }: Pick<ChatModel, 'id' | 'family'>): LanguageModel => bedrock(id, { family })

/** The model that a new conversation begins with. */
export const firstModel = (): LanguageModel => {
  const id = defaultModel(process.env, regionOf(process.env))
  return modelFor({ id, family: familyOf(id) ?? 'claude' })
}
