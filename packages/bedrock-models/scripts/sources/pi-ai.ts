import { readSource } from './source.ts'

interface Cost {
  readonly input: number
  readonly output: number
  /** Zero where the model has none, or it is not known. */
  readonly cacheRead: number
  readonly cacheWrite: number
}

/** One model or inference profile, as far as it is used. */
export interface PiModel {
  readonly id: string
  readonly reasoning: boolean
  readonly input: readonly string[]
  readonly cost: Cost & { readonly tiers?: readonly (Cost & { readonly inputTokensAbove: number })[] }
  readonly contextWindow: number
  readonly maxTokens: number
  readonly compat?: { readonly supportsStrictMode?: boolean }
}

/** By the id as it is called: bare ids and inference profiles. */
export const readPiAi = (): ReadonlyMap<string, PiModel> => {
  const file = JSON.parse(readSource('pi-ai', 'dist/providers/data/amazon-bedrock.json')) as {
    readonly 'bedrock-converse-stream': Readonly<Record<string, PiModel>>
  }
  return new Map(Object.values(file['bedrock-converse-stream']).map((model) => [model.id, model]))
}
