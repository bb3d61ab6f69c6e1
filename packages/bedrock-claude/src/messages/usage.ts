import { type Delta, defined, type JsonObject, maybeNumber, maybeObject } from '@x/bedrock-core/family'

/** Cache writes by time to live. */
const byTtl = (creation: JsonObject): Readonly<Record<string, number>> =>
  defined({
    '5m': maybeNumber(creation, 'ephemeral_5m_input_tokens'),
    '1h': maybeNumber(creation, 'ephemeral_1h_input_tokens'),
  })

/** Reads a message's `usage`; `input_tokens` counts neither cache reads nor writes. */
export const usageOf = (wire: JsonObject): Delta => {
  const creation = maybeObject(wire, 'cache_creation')
  return {
    type: 'usage',
    usage: {
      source: 'body',
      inputTokens: maybeNumber(wire, 'input_tokens'),
      outputTokens: maybeNumber(wire, 'output_tokens'),
      cacheReadTokens: maybeNumber(wire, 'cache_read_input_tokens'),
      cacheWriteTokens: maybeNumber(wire, 'cache_creation_input_tokens'),
      cacheWriteTokensByTtl: creation && byTtl(creation),
      reasoningTokens: maybeNumber(maybeObject(wire, 'output_tokens_details') ?? {}, 'thinking_tokens'),
    },
  }
}
