import type { Attributes, Histogram, Meter } from '@opentelemetry/api'
import type { UsageCounts } from '../speech/usage.ts'
import { inputTokensOf } from './described.ts'
import { attributes, metrics } from './names.ts'

// Boundaries as the conventions advise.
const seconds = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92]
const tokens = [1, 4, 16, 64, 256, 1024, 4096, 16_384, 65_536, 262_144, 1_048_576, 4_194_304, 16_777_216, 67_108_864]

/** The client's histograms. */
export interface Measures {
  readonly duration: Histogram
  readonly firstChunk: Histogram
  tokens(usage: UsageCounts, of: Attributes): void
}

export const measuresOf = (meter: Meter): Measures => {
  const histogram = (name: string, unit: string, description: string, boundaries: number[]): Histogram =>
    meter.createHistogram(name, { unit, description, advice: { explicitBucketBoundaries: boundaries } })
  const used = histogram(metrics.tokens, '{token}', 'Tokens of prompts and answers', tokens)
  return {
    duration: histogram(metrics.duration, 's', 'How long calls take', seconds),
    firstChunk: histogram(metrics.firstChunk, 's', 'How long streamed calls take to begin to answer', seconds),
    tokens: (usage, of) => {
      const counts = { input: inputTokensOf(usage), output: usage.outputTokens }
      for (const [type, count] of Object.entries(counts))
        if (count !== undefined) used.record(count, { ...of, [attributes.tokenType]: type })
    },
  }
}
