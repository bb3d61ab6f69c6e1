import type { LanguageModelV4Usage } from '@ai-sdk/provider'
import type { Usage } from '@x/bedrock-core'
import { toJson } from './json.ts'

const sum = (counts: readonly (number | undefined)[]): number | undefined => {
  const known = counts.filter((count) => count !== undefined)
  return known.length === 0 ? undefined : known.reduce((total, count) => total + count, 0)
}

/** Tokens in the AI SDK's words, where input includes what went through a cache. `raw`: what each source said. */
export const usageOf = (usage: Usage): LanguageModelV4Usage => {
  const { inputTokens, cacheReadTokens, cacheWriteTokens, outputTokens, reasoningTokens } = usage
  return {
    inputTokens: {
      total: sum([inputTokens, cacheReadTokens, cacheWriteTokens]),
      noCache: inputTokens,
      cacheRead: cacheReadTokens,
      cacheWrite: cacheWriteTokens,
    },
    outputTokens: {
      total: outputTokens,
      text: outputTokens === undefined || reasoningTokens === undefined ? undefined : outputTokens - reasoningTokens,
      reasoning: reasoningTokens,
    },
    raw: toJson(usage),
  }
}
