import type { CachePoint } from '../family/format.ts'
import { defined } from '../speech/defined.ts'
import type { JsonObject } from '../speech/json.ts'
import type { Entry } from './entry.ts'

/** Blocks with the cache points that preflight has placed, each behind its block; what is placed is reported in `points`. */
export const withCachePoints = (
  entries: readonly Entry[],
  path: string,
  points: CachePoint[],
): readonly JsonObject[] => {
  const blocks: JsonObject[] = []
  for (const { block, cache } of entries) {
    blocks.push(block)
    if (!cache) continue
    const ttl = cache === true ? undefined : cache.ttl
    points.push({ path: `${path}.${blocks.length - 1}`, ttl: ttl ?? '5m' })
    blocks.push({ cachePoint: defined({ type: 'default', ttl }) })
  }
  return blocks
}
