import type { JsonObject, Prompt } from '@x/bedrock-core/family'
import type { CohereOptions } from './options.ts'

/** What the service takes, ends included: AWS's page on Command R; `p` above 0.99 is refused (promptfoo#914). */
export const ranges: Readonly<Record<string, readonly [low: number, high: number]>> = {
  temperature: [0, 1],
  topP: [0.01, 0.99],
  topK: [0, 500],
  frequencyPenalty: [0, 1],
  presencePenalty: [0, 1],
}

/** Command R's own names of what steers its choice of tokens. */
export const samplingOf = ({ topK, options }: Prompt<CohereOptions>): JsonObject => ({
  k: topK,
  frequency_penalty: options.frequencyPenalty,
  presence_penalty: options.presencePenalty,
  seed: options.seed,
})
