import { type Delta, type JsonObject, maybeNumber, maybeObject, numbersOf } from '@x/bedrock-core/family'

/** Reads `usage`: `cached_tokens` are part of `prompt_tokens` (recorded: 64 of 151), which our words count apart. */
export const usageDeltas = (from: JsonObject): Delta[] => {
  const usage = maybeObject(from, 'usage')
  if (usage === undefined) return []
  const prompt = maybeNumber(usage, 'prompt_tokens')
  const cached = maybeNumber(maybeObject(usage, 'prompt_tokens_details') ?? {}, 'cached_tokens')
  return [
    {
      type: 'usage',
      usage: {
        source: 'body',
        inputTokens: prompt === undefined ? undefined : prompt - (cached ?? 0),
        ...numbersOf(usage, { outputTokens: 'completion_tokens' }),
        cacheReadTokens: cached,
        ...numbersOf(maybeObject(usage, 'completion_tokens_details'), { reasoningTokens: 'reasoning_tokens' }),
      },
    },
  ]
}
