import { BedrockError } from '../errors/bedrock-error.ts'
import type { Takes } from '../family/takes.ts'
import type { CacheMark } from '../speech/content.ts'
import type { Prompt, Turn } from '../speech/prompt.ts'
import { type Warning, warningOf } from '../speech/warning.ts'
import { marksOf } from './cache.ts'
import type { Flight } from './flight.ts'
import { isBlank, saidOf, withParts } from './parts.ts'
import { withTools } from './tools.ts'
import { withTurns } from './turns.ts'

export interface Preflight<Options extends object> {
  /** The very prompt that was given, where there was nothing to fix. */
  readonly prompt: Prompt<Options>
  /** What was fixed: one for each kind of fix, with the messages it was made in. */
  readonly warnings: readonly Warning[]
}

/** How many places a warning names. */
const most = 5

/** The old value where the new one has the same members in the same order: what is whole stays the same object. */
const kept = <Value extends object>(old: Value | undefined, made: Value): Value => {
  const before: unknown[] = Object.values(old ?? {})
  const after: unknown[] = Object.values(made)
  return old && before.length === after.length && after.every((value, at) => value === before[at]) ? old : made
}

/** Settings that are out of bounds, at the nearest that is not. */
const held = (values: object, { ranges = {} }: Takes, note: (code: string, place: string) => void): object =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const [low, high] = (Object.hasOwn(ranges, name) && ranges[name]) || [value, value]
      const nearest = typeof value === 'number' ? Math.min(Math.max(value, low), high) : value
      if (nearest !== value) note(`${name}-clamped`, `${value} to ${nearest}`)
      return [name, nearest]
    }),
  )

/**
 * Fixes what the service is known to refuse and can be fixed without changing what is meant, and refuses the rest by the name
 * of the message. The rules and their sources: `rules.ts`. `first` is the place of the first turn in the caller's messages.
 * @throws BedrockError `invalid-argument`
 */
export const preflight = <Options extends object>(
  given: Prompt<Options>,
  takes: Takes = {},
  form = '',
  first = 0,
): Preflight<Options> => {
  const noted = new Map<string, Set<string>>()
  const tell = (code: string, place?: string): undefined => {
    const places = noted.get(code) ?? new Set()
    noted.set(code, place === undefined ? places : places.add(place))
  }
  const message = (at: number): string => `messages[${first + at}]`
  const flight: Flight = {
    takes,
    form,
    message,
    note: (fix, at) => tell(fix, at === undefined ? at : message(at)),
  }
  const legs = given.messages.map((turn, at) => withParts({ ...turn, at }, flight))
  const said = legs.filter(({ content }) => content.length > 0)
  if (said.length === 0 && legs.length > 0)
    throw new BedrockError('invalid-argument', 'Every message is empty or blank. Pass at least one with text.')
  const turns = withTurns(withTools(said, flight), flight)
  const system = saidOf(given.system, (part) => (isBlank(part.text) ? tell('blank-text-removed', 'system') : part))
  const marks =
    takes.cache &&
    marksOf(
      [given.tools, system, ...turns.map(({ content }) => content)],
      turns,
      given.promptCache,
      takes.cache,
      flight.note,
    )
  let slot = 0
  const marked = <Value extends object>(values: readonly Value[]): readonly Value[] =>
    values.map((value) => {
      const { cache: before, ...rest }: Value & { readonly cache?: CacheMark } = value
      const cache = marks ? marks[slot++] : before
      return cache === before ? value : ({ ...rest, ...(cache && { cache }) } as Value)
    })
  const prompt = kept(given, {
    ...(held(given, takes, tell) as Prompt<Options>),
    tools: kept(given.tools, marked(given.tools)),
    system: kept(given.system, marked(system)),
    messages: kept(
      given.messages,
      turns.map(({ role, content, at }) => {
        const before = given.messages[at]
        return kept(before, { role, content: kept<readonly object[]>(before?.content, marked(content)) } as Turn)
      }),
    ),
    options: kept(given.options, held(given.options, takes, tell)),
    ...(given.documents && {
      documents: kept(
        given.documents,
        given.documents.filter(({ text }) => !isBlank(text) || tell('document-removed')),
      ),
    }),
    ...(given.stopSequences && {
      stopSequences: kept(
        given.stopSequences,
        given.stopSequences.filter(
          (stop) => (takes.blankStops === false ? !isBlank(stop) : stop !== '') || tell('stop-sequence-removed'),
        ),
      ),
    }),
  })
  const warnings = [...noted].map(([code, places]) =>
    warningOf(code, [...places].slice(0, most).join(', ') + (places.size > most ? ' …' : '')),
  )
  return { prompt, warnings }
}
