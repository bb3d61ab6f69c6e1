import { resolveModel } from '@x/bedrock-models'
import { modelFor } from './bedrock.ts'
import { familyOf } from './models.ts'
import type { Environment } from './place.ts'

/** What is wrong with `BEDROCK_MODEL_ID`, in words for whoever set it; undefined where nothing is. */
export const modelMistake = (environment: Environment): string | undefined => {
  const id = environment['BEDROCK_MODEL_ID']?.trim()
  if (!id) return undefined
  const family = familyOf(id)
  if (family === undefined)
    return `BEDROCK_MODEL_ID is “${id}”, which no family of this app serves. Name a Claude, Cohere, gpt-oss or Llama model.`
  try {
    modelFor({ id, family })
  } catch (error) {
    return `BEDROCK_MODEL_ID cannot be used: ${error instanceof Error ? error.message : String(error)}`
  }
  if (id.startsWith('arn:') || resolveModel(id).known) return undefined
  return `BEDROCK_MODEL_ID is “${id}”, which is not in the table of known models. It is asked as it stands; check its spelling.`
}
