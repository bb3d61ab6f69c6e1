import { isJsonObject, type Json, type PromptCache } from '@x/bedrock-core/family'
import type { Warn } from '../thought.ts'
import type { Block } from './blocks.ts'
import type { WireTool } from './tools.ts'
import type { WireMessage } from './turns.ts'

/** The parts of a body that may carry cache points, in the order in which the service reads them. */
export interface Cacheable {
  readonly tools: readonly WireTool[]
  readonly system: readonly Block[]
  readonly messages: readonly WireMessage[]
}

/** One place for a cache point. */
interface Slot {
  readonly path: string
  readonly target: { [key: string]: Json | undefined }
  readonly automatic: boolean
}

/** The service takes four. */
const limit = 4
/** Neither thinking nor what our words do not know may be sure to carry a point. */
const carriers: ReadonlySet<string> = new Set(['text', 'image', 'document', 'tool_use', 'tool_result'])

const hasPoint = (target: Slot['target']): boolean => target['cache_control'] !== undefined

const ttlOf = ({ target }: Slot): string => {
  const control = target['cache_control']
  return isJsonObject(control) && typeof control['ttl'] === 'string' ? control['ttl'] : '5m'
}

const setTtl = ({ target }: Slot, ttl: string): void => {
  target['cache_control'] = ttl === '5m' ? { type: 'ephemeral' } : { type: 'ephemeral', ttl }
}

const slotsOf = ({ tools, system, messages }: Cacheable, wanted: ReadonlySet<object>): Slot[] => {
  const all: [string, Slot['target']][] = [
    ...tools.map((tool, index): [string, Slot['target']] => [`tools.${index}`, tool]),
    ...system.map((block, index): [string, Slot['target']] => [`system.${index}`, block]),
    ...messages.flatMap(({ content }, turn) =>
      content.map((block, index): [string, Slot['target']] => [`messages.${turn}.content.${index}`, block]),
    ),
  ]
  return all
    .filter(([, target]) => hasPoint(target) || wanted.has(target))
    .map(([path, target]) => ({ path, target, automatic: !hasPoint(target) }))
}

const lastCarrier = (blocks: readonly Block[]): Block | undefined => blocks.findLast(({ type }) => carriers.has(type))

/**
 * Where `promptCache` wants points, dearest first: the newest user turn (what is written now), the tools and the system
 * (what all conversations share), the user turn before (what the last request wrote).
 */
const wantedBy = ({ tools, system, messages }: Cacheable): object[] => {
  const users = messages.filter(({ role }) => role === 'user').map(({ content }) => lastCarrier(content))
  return [users.at(-1), tools.at(-1), system.at(-1), users.at(-2)].filter((target) => target !== undefined)
}

/** Keeps four, the caller's own before ours, later before earlier: a later point covers all that stands before it. */
const withinLimit = (slots: readonly Slot[], warn: Warn): Slot[] => {
  const own = slots.filter(({ automatic }) => !automatic)
  const dropped = own.slice(0, Math.max(0, own.length - limit))
  for (const { target } of dropped) delete target['cache_control']
  if (dropped.length > 0)
    warn(
      'cache-points-removed',
      `Only ${limit} cache points are allowed; left out: ${dropped.map(({ path }) => path).join(', ')}.`,
    )
  return slots.filter((slot) => !dropped.includes(slot))
}

/** A longer time to live may not stand after a shorter one. */
const orderTtls = (slots: readonly Slot[], warn: Warn): void => {
  let short = false
  for (const slot of slots) {
    if (ttlOf(slot) === '5m') short = true
    else if (short) {
      setTtl(slot, '5m')
      warn(
        'cache-ttl-lowered',
        `The cache point at ${slot.path} lives for 5m: one before it does, and none may outlive an earlier one.`,
      )
    }
  }
}

/**
 * Places cache points: the caller's marks, and with `promptCache` its own beside them, four at most, time to live never
 * growing from tools to system to messages.
 */
export const planCache = (body: Cacheable, promptCache: PromptCache | undefined, warn: Warn): void => {
  const marked = withinLimit(slotsOf(body, new Set()), warn)
  if (promptCache === undefined) return orderTtls(marked, warn)
  const free = wantedBy(body).filter((target) => !marked.some((slot) => slot.target === target))
  const slots = slotsOf(body, new Set(free.slice(0, limit - marked.length)))
  const asked = promptCache === true ? '5m' : (promptCache.ttl ?? '5m')
  let longest = '5m'
  for (const slot of slots.toReversed()) {
    if (slot.automatic) setTtl(slot, asked === '1h' ? '1h' : longest)
    else if (ttlOf(slot) === '1h') longest = '1h'
  }
  orderTtls(slots, warn)
}
