import type { CachePoint } from '../family/format.ts'
import { defined } from '../speech/defined.ts'
import type { JsonObject } from '../speech/json.ts'
import type { PromptCache } from '../speech/prompt.ts'
import type { Warning } from '../speech/warning.ts'
import { cachePointsOf, type Section, type Ttl } from './cache-points.ts'
import type { Entry, EntryTurn } from './entry.ts'
import type { ConverseQuirks } from './settings.ts'

/** What is sent, cache points in their places. */
export interface Cached {
  readonly tools: readonly JsonObject[]
  readonly system: readonly JsonObject[]
  readonly messages: readonly JsonObject[]
  readonly cachePoints: readonly CachePoint[]
  readonly warnings: readonly Warning[]
}

const cachePoint = (ttl: Ttl | undefined): JsonObject => ({ cachePoint: defined({ type: 'default', ttl }) })

const paths = ['toolConfig.tools', 'system']
const pathOf = (section: number): string => paths[section] ?? `messages.${section - paths.length}.content`

/** Puts cache points behind entries, by their marks and, where asked, by plan. */
export const withCachePoints = (
  parts: { readonly tools: readonly Entry[]; readonly system: readonly Entry[]; readonly turns: readonly EntryTurn[] },
  promptCache: PromptCache | undefined,
  quirks: ConverseQuirks,
): Cached => {
  const warnings: Warning[] = []
  const sections: Section[] = [
    { entries: parts.tools, user: false, open: quirks.cache?.tools !== false },
    { entries: parts.system, user: false, open: true },
    ...parts.turns.map((turn) => ({ entries: turn.content, user: turn.role === 'user', open: true })),
  ]
  const points = cachePointsOf(sections, promptCache, quirks, warnings)
  const cachePoints: CachePoint[] = []
  const [tools = [], system = [], ...turns] = sections.map(({ entries }, section) => {
    const blocks: JsonObject[] = []
    entries.forEach(({ block }, entry) => {
      blocks.push(block)
      const point = points.find((candidate) => candidate.section === section && candidate.entry === entry)
      if (point === undefined) return
      cachePoints.push({ path: `${pathOf(section)}.${blocks.length - 1}`, ttl: point.ttl ?? '5m' })
      blocks.push(cachePoint(point.ttl))
    })
    return blocks
  })
  const messages = turns.map((content, at) => ({ role: parts.turns[at]?.role ?? 'user', content }))
  return { tools, system, messages, cachePoints, warnings }
}
