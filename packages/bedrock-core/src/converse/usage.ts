import { maybeNumber, maybeText, objectsOf } from '../family/read.ts'
import type { JsonObject } from '../speech/json.ts'
import type { UsageReport } from '../speech/usage.ts'

/** Our names and the service's, older spelling last: answers may hold either or both. */
const counts = [
  ['inputTokens', ['inputTokens', 'inputTokenCount']],
  ['outputTokens', ['outputTokens', 'outputTokenCount']],
  ['cacheReadTokens', ['cacheReadInputTokens', 'cacheReadInputTokenCount']],
  ['cacheWriteTokens', ['cacheWriteInputTokens', 'cacheWriteInputTokenCount']],
] as const

/** Reads Converse's `usage`. Its `inputTokens` leaves out what was read from or written to a cache. */
export const readUsage = (usage: JsonObject): UsageReport => {
  const found: Record<string, number> = {}
  for (const [name, keys] of counts)
    for (const key of keys) {
      const count = maybeNumber(usage, key)
      if (count === undefined) continue
      found[name] = count
      break
    }
  const byTtl: Record<string, number> = {}
  for (const detail of objectsOf(usage, 'cacheDetails')) {
    const ttl = maybeText(detail, 'ttl')
    if (ttl !== undefined) byTtl[ttl] = (byTtl[ttl] ?? 0) + (maybeNumber(detail, 'inputTokens') ?? 0)
  }
  return { source: 'body', ...found, ...(Object.keys(byTtl).length === 0 ? {} : { cacheWriteTokensByTtl: byTtl }) }
}
