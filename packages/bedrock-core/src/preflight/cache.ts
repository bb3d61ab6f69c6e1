import type { CachePlaces } from '../family/takes.ts'
import type { CacheMark } from '../speech/content.ts'
import type { PromptCache } from '../speech/prompt.ts'
import type { Leg, Note } from './flight.ts'

/** The service takes four in one request. */
const most = 4

/** What may carry a mark: a tool, a text of the system prompt, a part of a turn. */
type Value = { readonly type?: string; readonly mediaType?: string; readonly cache?: CacheMark }

/** A place behind which the prompt may be cached. */
interface Slot {
  /** Lists in the order in which the service reads them: tools, system, then each turn. */
  readonly list: number
  readonly carries: boolean
  mark: CacheMark | undefined
}

const mayCarry = ({ type, mediaType = '' }: Value, list: number, places: CachePlaces): boolean => {
  if (list === 0) return places.tools !== false
  if (type === 'file') return places.documents === true || /^image\//i.test(mediaType)
  return type !== 'reasoning' && type !== 'raw'
}

const isLong = (mark: CacheMark | undefined): boolean => typeof mark === 'object' && mark.ttl === '1h'

/** A mark where none may stand moves on to the next place of its list, or goes. */
const moveOn = (slots: readonly Slot[], note: Note): void => {
  let held: Slot | undefined
  for (const slot of [...slots, undefined]) {
    if (held && held.list !== slot?.list) held = note('cache-point-removed')
    if (slot?.carries) {
      if (held) {
        slot.mark ??= held.mark
        held = note('cache-point-moved')
      }
    } else if (slot?.mark) held = slot
  }
}

/**
 * Where `promptCache` wants points, dearest first: behind the newest turn of the user (what is written now), tools and system
 * (what all conversations share), the turn of the user before (what the last request wrote).
 */
const wanted = (carriers: readonly Slot[], turns: readonly Leg[]): (Slot | undefined)[] => {
  /** The last place of the user in front of each answer. */
  const users: (Slot | undefined)[] = [undefined]
  let at = 0
  turns.forEach(({ role }, index) => {
    if (role === 'assistant') users.push(undefined)
    while ((carriers[at]?.list ?? Number.POSITIVE_INFINITY) <= index + 2) {
      if (role !== 'assistant' && carriers[at]?.list === index + 2) users[users.length - 1] = carriers[at]
      at += 1
    }
  })
  const [newest, before] = users.filter((slot) => slot !== undefined).reverse()
  return [newest, ...[0, 1].map((list) => carriers.findLast((slot) => slot.list === list)), before]
}

/** The marks of a prompt, in its order, as the service takes them: the caller's and, where asked, the planner's own. */
export const marksOf = (
  lists: readonly (readonly Value[])[],
  turns: readonly Leg[],
  promptCache: PromptCache | undefined,
  places: CachePlaces,
  note: Note,
): (CacheMark | undefined)[] => {
  const slots = lists.flatMap((values, list) =>
    values.map((value): Slot => ({ list, carries: mayCarry(value, list, places), mark: value.cache })),
  )
  moveOn(slots, note)
  const carriers = slots.filter(({ carries }) => carries)
  const asked = carriers.filter(({ mark }) => mark)
  for (const slot of asked.slice(0, -most)) slot.mark = note('cache-point-removed')
  const room = most - Math.min(asked.length, most)
  const own = promptCache
    ? wanted(carriers, turns)
        .filter((slot) => slot && !slot.mark)
        .slice(0, room)
    : []
  let mark: CacheMark = promptCache && promptCache !== true && promptCache.ttl ? { ttl: promptCache.ttl } : true
  for (const slot of carriers.toReversed())
    if (own.includes(slot)) slot.mark = mark
    // What stands before must live as long.
    else if (isLong(slot.mark)) mark = { ttl: '1h' }
  let short = false
  for (const slot of carriers.filter((one) => one.mark)) {
    if (places.ttl === false && slot.mark !== true) {
      slot.mark = true
      note('cache-ttl-removed')
    }
    if (short && isLong(slot.mark)) {
      slot.mark = { ttl: '5m' }
      note('cache-ttl-lowered')
    }
    short ||= !isLong(slot.mark)
  }
  return slots.map((slot) => (slot.carries ? slot.mark : undefined))
}
