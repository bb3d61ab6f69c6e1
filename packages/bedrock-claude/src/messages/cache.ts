import { type CachePoint, isJsonObject, type JsonObject } from '@x/bedrock-core/family'

/** The cache points in one list of a body. */
export const pointsIn = (blocks: readonly JsonObject[], path: string): CachePoint[] =>
  blocks.flatMap(({ cache_control: control }, at) =>
    isJsonObject(control) ? [{ path: `${path}.${at}`, ttl: control['ttl'] === '1h' ? '1h' : '5m' }] : [],
  )
