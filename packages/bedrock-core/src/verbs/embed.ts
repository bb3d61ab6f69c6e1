import type { Embedding, EmbeddingType } from '../family/embedding.ts'
import type { ResponseInfo } from '../speech/generation.ts'
import { type EmbedManyOptions, type EmbedManyResult, embedMany } from './embed-many.ts'
import type { EmbedValue } from './embed-plan.ts'

export interface EmbedOptions extends Omit<EmbedManyOptions, 'values' | 'maxParallelCalls'> {
  /** A text, or an image as a file part. */
  readonly value: EmbedValue
}

export interface EmbedResult extends Pick<EmbedManyResult, 'usage' | 'warnings'> {
  /** In the first coding that was asked for. */
  readonly embedding: Embedding
  /** In every coding that was asked for. */
  readonly byType: Readonly<Partial<Record<EmbeddingType, Embedding>>>
  readonly response: ResponseInfo
}

/** Embeds one value. @throws BedrockError `unsupported`, or the call's failure */
export const embed = async ({ value, ...options }: EmbedOptions): Promise<EmbedResult> => {
  const { embeddings, byType, responses, usage, warnings } = await embedMany({ ...options, values: [value] })
  return {
    embedding: embeddings[0] ?? [],
    byType: Object.fromEntries(Object.entries(byType).map(([type, list]) => [type, list[0] ?? []])),
    response: responses[0] ?? { modelId: options.model.id },
    usage,
    warnings,
  }
}
