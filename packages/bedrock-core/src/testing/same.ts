const plain = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => [key, plain(member)]),
  )
}

const printed = (value: unknown): string => JSON.stringify(plain(value), undefined, 2) ?? 'undefined'

/** Compares as JSON, up to key order and absent members. @throws Error with both sides */
export const same = (actual: unknown, expected: unknown, what: string): void => {
  if (printed(actual) !== printed(expected))
    throw new Error(`${what}\nexpected: ${printed(expected)}\nactual:   ${printed(actual)}`)
}

/** @throws Error */
export const holds = (condition: boolean, what: string): void => {
  if (!condition) throw new Error(what)
}

/** @throws Error unless `run` throws a BedrockError of this code */
export const fails = (run: () => unknown, code: string, what: string): void => {
  try {
    run()
  } catch (error) {
    return holds(error instanceof Error && 'code' in error && error.code === code, `${what}: threw ${String(error)}`)
  }
  throw new Error(`${what}: did not throw`)
}
