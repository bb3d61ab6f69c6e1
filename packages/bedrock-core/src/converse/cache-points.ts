import type { PromptCache } from '../speech/prompt.ts'
import type { Warning } from '../speech/warning.ts'
import { type Entry, memberOf } from './entry.ts'
import type { ConverseQuirks } from './settings.ts'

/** How long a cache holds what stands before a point, counted from its last use. */
export type Ttl = '5m' | '1h'

/** A list of blocks in the order in which Bedrock builds the prompt: tools, system, then each turn. */
export interface Section {
  readonly entries: readonly Entry[]
  readonly user: boolean
  readonly open: boolean
}

/** A cache point behind `entry` of `section`. */
export interface Point {
  readonly section: number
  readonly entry: number
  readonly ttl?: Ttl | undefined
}

/** Bedrock takes four in one request. */
const most = 4

/** Refused behind these (seen: documents, video and reasoning; audio as video). */
const notBehind: ReadonlySet<string> = new Set(['document', 'video', 'audio', 'reasoningContent', 'cachePoint'])

const mayFollow = (entry: Entry | undefined): boolean => entry !== undefined && !notBehind.has(memberOf(entry.block))

const lastPlace = (section: Section | undefined): number =>
  section?.open ? section.entries.findLastIndex(mayFollow) : -1

const samePlace = (left: Point, right: Point): boolean => left.section === right.section && left.entry === right.entry
const inOrder = (left: Point, right: Point): number => left.section - right.section || left.entry - right.entry

/** The points asked for by marks; one that may not stand where it was asked for moves on to the next place of its list. */
const marked = (sections: readonly Section[], warnings: Warning[]): Point[] => {
  const points: Point[] = []
  sections.forEach((section, at) => {
    section.entries.forEach(({ cache }, index) => {
      if (cache === undefined) return
      const place = section.open ? section.entries.findIndex((entry, next) => next >= index && mayFollow(entry)) : -1
      if (place === -1) {
        warnings.push({
          code: 'cache-point-dropped',
          message:
            'A cache point was left out: the model takes none behind tools, documents, video or reasoning, and no other block follows.',
        })
        return
      }
      const point: Point = { section: at, entry: place, ttl: cache === true ? undefined : cache.ttl }
      if (!points.some((other) => samePlace(other, point))) points.push(point)
    })
  })
  return points
}

/** Where the planner puts points, dearest first: behind the system prompt, the last turn, the tools, the user's turn before. */
const planned = (sections: readonly Section[], promptCache: PromptCache, taken: readonly Point[]): Point[] => {
  const users = sections.flatMap((section, at) => (section.user && lastPlace(section) !== -1 ? [at] : []))
  const ttl = promptCache === true ? undefined : promptCache.ttl
  const points = [...taken]
  for (const section of [1, users.at(-1), 0, users.at(-2)]) {
    const entry = section === undefined ? -1 : lastPlace(sections[section])
    if (section === undefined || entry === -1 || points.length >= most) continue
    const point: Point = { section, entry, ttl }
    if (!points.some((other) => samePlace(other, point))) points.push(point)
  }
  return points
}

/** The service refuses a longer time to live behind a shorter one; without one it is five minutes. */
const nonIncreasing = (points: readonly Point[], warnings: Warning[]): Point[] => {
  let short = false
  return points.map((point) => {
    if (point.ttl !== '1h') short = true
    if (point.ttl !== '1h' || !short) return point
    warnings.push({
      code: 'cache-ttl-lowered',
      message: 'A cache point of 1h behind a shorter one is refused; it was lowered to 5m.',
    })
    return { ...point, ttl: '5m' }
  })
}

/** Places points by marks and, where asked, by plan; in the order of the prompt. */
export const cachePointsOf = (
  sections: readonly Section[],
  promptCache: PromptCache | undefined,
  quirks: ConverseQuirks,
  warnings: Warning[],
): readonly Point[] => {
  const explicit = marked(sections, warnings)
  if (explicit.length > most)
    warnings.push({
      code: 'cache-point-dropped',
      message: `Bedrock takes ${most} cache points; the first ${explicit.length - most} of ${explicit.length} were left out.`,
    })
  const kept = explicit.slice(-most)
  const all = (promptCache === undefined ? kept : planned(sections, promptCache, kept)).sort(inOrder)
  if (quirks.cache?.ttl !== false) return nonIncreasing(all, warnings)
  if (all.some((point) => point.ttl !== undefined))
    warnings.push({
      code: 'cache-ttl-removed',
      message: 'This model has one time to live for its cache; the asked one was left out.',
    })
  return all.map(({ section, entry }): Point => ({ section, entry }))
}
