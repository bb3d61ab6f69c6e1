import { type CachePoint, isJsonObject, type Json, type PromptCache } from '@x/bedrock-core/family'
import type { Warn } from '../thought.ts'
import { type Block, cacheControl } from './blocks.ts'
import type { WireTool } from './tools.ts'
import type { WireMessage } from './turns.ts'

/** The parts of a body that may carry cache points. */
export interface Cacheable {
  readonly tools: readonly WireTool[]
  readonly system: readonly Block[]
  readonly messages: readonly WireMessage[]
}

type Target = Record<string, Json | undefined>
type Slot = readonly [path: string, target: Target]

/** The service takes four. */
const limit = 4
/** Thinking may carry none; of blocks that our words do not know it is not known. */
const carriers: ReadonlySet<string> = new Set(['text', 'image', 'document', 'tool_use', 'tool_result'])

const ttlOf = ([, target]: Slot): CachePoint['ttl'] => {
  const control = target['cache_control']
  return isJsonObject(control) && control['ttl'] === '1h' ? '1h' : '5m'
}

const setTtl = ([, target]: Slot, ttl: CachePoint['ttl']): void => {
  target['cache_control'] = cacheControl(ttl === '1h' ? { ttl } : true)
}

/** Every block, in the order in which the service reads them. */
const slotsOf = ({ tools, system, messages }: Cacheable): Slot[] => {
  const named = (path: string, targets: readonly Target[]): Slot[] =>
    targets.map((target, index) => [`${path}.${index}`, target])
  return [
    ...named('tools', tools),
    ...named('system', system),
    ...messages.flatMap(({ content }, turn) => named(`messages.${turn}.content`, content)),
  ]
}

/**
 * Where `promptCache` wants points, dearest first: the newest user turn (what is written now), tools and system (what all
 * conversations share), the user turn before (what the last request wrote). A tool left to tool search may carry none.
 */
const wantedBy = ({ tools, system, messages }: Cacheable): (Target | undefined)[] => {
  const users = messages
    .filter(({ role }) => role === 'user')
    .map(({ content }) => content.findLast(({ type }) => carriers.has(type)))
  return [users.at(-1), tools.findLast((tool) => tool['defer_loading'] !== true), system.at(-1), users.at(-2)]
}

/** A longer time to live may not stand after a shorter one. */
const order = (points: readonly Slot[], warn: Warn): void => {
  let short = false
  for (const point of points) {
    short ||= ttlOf(point) === '5m'
    if (!short || ttlOf(point) === '5m') continue
    setTtl(point, '5m')
    warn('cache-ttl-lowered', `${point[0]} to 5m: none may outlive one before it`)
  }
}

/**
 * Places cache points in the body: the caller's marks and, with `promptCache`, its own; four at most, the caller's before
 * its own, later marks before earlier ones (a later point covers all that stands before it).
 */
export const planCache = (body: Cacheable, promptCache: PromptCache | undefined, warn: Warn): CachePoint[] => {
  const slots = slotsOf(body)
  const marked = slots.filter(([, target]) => target['cache_control'] !== undefined)
  for (const [path, target] of marked.slice(0, -limit)) {
    delete target['cache_control']
    warn('cache-point-removed', `${path}: a request takes ${limit}`)
  }
  const kept = new Set(marked.slice(-limit).map(([, target]) => target))
  const free = wantedBy(body).filter((target) => target !== undefined && !kept.has(target))
  const own = promptCache === undefined ? [] : free.slice(0, limit - kept.size)
  const points = slots.filter(([, target]) => kept.has(target) || own.includes(target))
  let ttl = (promptCache !== true && promptCache?.ttl) || '5m'
  for (const point of points.toReversed()) {
    if (!kept.has(point[1])) setTtl(point, ttl)
    else if (ttlOf(point) === '1h') ttl = '1h'
  }
  order(points, warn)
  return points.map((point) => ({ path: point[0], ttl: ttlOf(point) }))
}
