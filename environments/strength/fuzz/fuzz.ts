import { BedrockError, type BedrockErrorCode } from '@x/bedrock-core'
import fc from 'fast-check'
import { expect, test } from 'vitest'

declare module 'vitest' {
  interface TaskMeta {
    /** Inputs that a property was tried with: `pnpm fuzz` adds them up. */
    cases?: number
  }
}

const given = (name: string): number | undefined => {
  const value = Number(process.env[name] ?? '')
  return Number.isFinite(value) && value > 0 ? value : undefined
}

/** Seconds for each property, instead of a number of inputs. */
const seconds = given('FUZZ_SECONDS')
const seed = given('FUZZ_SEED')

/**
 * A property that holds for anything: of so many inputs in CI, of as many as fit into `FUZZ_SECONDS` by hand. What fails
 * is printed small, with the seed and the path that bring it back. Where `holds` tells whether an input was taken or refused,
 * some must be taken: a property that refuses all proves little.
 */
export const fuzz = <T>(name: string, inputs: fc.Arbitrary<T>, holds: (input: T) => unknown, cases = 300): void => {
  test(
    name,
    async ({ task }) => {
      let tried = 0
      const outcomes = new Set<unknown>()
      await fc.assert(
        fc.asyncProperty(inputs, async (input) => {
          tried += 1
          outcomes.add(await holds(input))
          // A polluted prototype would show everywhere.
          expect(Object.keys(Object.prototype)).toEqual([])
          expect('polluted' in {}).toBe(false)
        }),
        {
          ...(seconds === undefined
            ? { numRuns: cases }
            : { numRuns: Number.MAX_SAFE_INTEGER, interruptAfterTimeLimit: seconds * 1000 }),
          ...(seed === undefined ? {} : { seed }),
        },
      )
      expect(outcomes.has(true) || !outcomes.has(false)).toBe(true)
      expect(tried).toBeGreaterThan(0)
      task.meta.cases = tried
    },
    120_000 + 2000 * (seconds ?? 0),
  )
}

/** Gives what `work` gives, or undefined where it was refused in one of the ways that are allowed. Anything else is thrown on. */
export const orRefused = async <T>(
  work: () => T | Promise<T>,
  codes: readonly BedrockErrorCode[],
): Promise<T | undefined> => {
  try {
    return await work()
  } catch (error) {
    if (BedrockError.is(error) && codes.includes(error.code)) return undefined
    throw error
  }
}

const hostile: fc.Arbitrary<unknown> = fc.constantFrom(
  null,
  '',
  -1,
  1e308,
  [],
  {},
  '\u0000',
  '\ud800',
  'constructor',
  JSON.parse('{"__proto__":{"polluted":true}}'),
  { constructor: { prototype: { polluted: true } } },
)

/** Any JSON, what breaks careless readers among it. */
export const anyJson: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 2, arbitrary: hostile },
  { weight: 3, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
)

/** Places in a JSON value, each a way to it. */
const placesIn = (value: unknown, way: readonly string[] = []): readonly (readonly string[])[] =>
  typeof value === 'object' && value !== null
    ? [way, ...Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...way, key]))]
    : [way]

const changed = (value: unknown, way: readonly string[], change: (before: unknown) => unknown): unknown => {
  const [key, ...rest] = way
  if (key === undefined) return change(value)
  if (Array.isArray(value))
    return value
      .map((inner: unknown, at) => (String(at) === key ? changed(inner, rest, change) : inner))
      .filter((inner) => inner !== gone)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) => {
      if (name !== key) return [[name, inner] as const]
      const after = changed(inner, rest, change)
      return after === gone ? [] : [[name, after] as const]
    }),
  )
}

const gone = Symbol('gone')

/** Values like these, with members replaced, removed, or renamed to what a prototype has. */
export const mutated = (corpus: readonly unknown[]): fc.Arbitrary<unknown> =>
  fc
    .record({
      value: fc.constantFrom(...corpus),
      wounds: fc.array(fc.record({ at: fc.nat(), by: fc.oneof(anyJson, fc.constant(gone)) }), { maxLength: 3 }),
    })
    .map(({ value, wounds }) =>
      wounds.reduce<unknown>((sound, { at, by }) => {
        const places = placesIn(sound)
        const after = changed(sound, places[at % places.length] ?? [], () => by)
        return after === gone ? null : after
      }, value),
    )
