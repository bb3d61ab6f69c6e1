import { type JsonObject, maybeNumber, maybeObject, type UsageReport } from '@x/bedrock-core/family'

const ttls: Readonly<Record<string, string>> = { ephemeral_5m_input_tokens: '5m', ephemeral_1h_input_tokens: '1h' }

const byTtl = (creation: JsonObject): Record<string, number> =>
  Object.fromEntries(
    Object.entries(ttls).flatMap(([key, ttl]) => {
      const tokens = maybeNumber(creation, key)
      return tokens === undefined ? [] : [[ttl, tokens]]
    }),
  )

/** Reads a message's `usage`; `input_tokens` counts neither cache reads nor writes. */
export const usageOf = (wire: JsonObject): UsageReport => {
  const counts = {
    inputTokens: maybeNumber(wire, 'input_tokens'),
    outputTokens: maybeNumber(wire, 'output_tokens'),
    cacheReadTokens: maybeNumber(wire, 'cache_read_input_tokens'),
    cacheWriteTokens: maybeNumber(wire, 'cache_creation_input_tokens'),
    reasoningTokens: maybeNumber(maybeObject(wire, 'output_tokens_details') ?? {}, 'thinking_tokens'),
  }
  const creation = maybeObject(wire, 'cache_creation')
  return {
    source: 'body',
    ...Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== undefined)),
    ...(creation === undefined ? {} : { cacheWriteTokensByTtl: byTtl(creation) }),
  }
}
