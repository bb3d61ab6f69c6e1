/** Where a count was read: the model's body, `amazon-bedrock-invocationMetrics`, or the response headers. */
export type UsageSource = 'body' | 'metrics' | 'headers'

/** Counts of one source, in tokens. A member is absent when that source did not say it. */
export interface UsageCounts {
  /** Input tokens that were neither read from nor written to a cache. */
  readonly inputTokens?: number
  readonly outputTokens?: number
  readonly cacheReadTokens?: number
  readonly cacheWriteTokens?: number
  /** Part of `cacheWriteTokens`, by time to live. */
  readonly cacheWriteTokensByTtl?: Readonly<Record<string, number>>
  /** Part of `outputTokens`. */
  readonly reasoningTokens?: number
  /** Units that Bedrock bills, where the model's body tells them apart from tokens (Cohere's `billed_units`). */
  readonly billed?: { readonly inputTokens?: number; readonly outputTokens?: number }
}

/** One source's own words, kept so that differing counts can be compared. */
export interface UsageReport extends UsageCounts {
  readonly source: UsageSource
}

/**
 * What an answer consumed, in tokens. Each count is taken from the first source that has it, in the order body, metrics,
 * headers; `reports` holds what each source said.
 */
export interface Usage extends UsageCounts {
  /** Input + output + cache reads + cache writes, as Converse counts it; absent when no count is known. */
  readonly totalTokens?: number
  readonly reports: readonly UsageReport[]
}
