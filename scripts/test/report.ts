/** What one run of tests came to. */
export interface Counts {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

export const nothing: Counts = { passed: 0, failed: 0, skipped: 0 }

export const sum = (all: readonly Counts[]): Counts =>
  all.reduce(
    (total, counts) => ({
      passed: total.passed + counts.passed,
      failed: total.failed + counts.failed,
      skipped: total.skipped + counts.skipped,
    }),
    nothing,
  )

/** A run that died without a failing test of its own still failed once: a broken import, an unhandled rejection. */
export const withExit = (counts: Counts, status: number | null): Counts =>
  status === 0 || counts.failed > 0 ? counts : { ...counts, failed: 1 }

const numberAt = (report: unknown, ...path: readonly string[]): number => {
  let value = report
  for (const key of path) value = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
  if (typeof value !== 'number') throw new Error(`The test report has no number at ${path.join('.')}.`)
  return value
}

/** Reads the report of vitest's `json` reporter. */
export const vitestCounts = (report: unknown): Counts => ({
  passed: numberAt(report, 'numPassedTests'),
  failed: numberAt(report, 'numFailedTests'),
  skipped: numberAt(report, 'numPendingTests') + numberAt(report, 'numTodoTests'),
})

const listAt = (value: unknown, key: string): readonly unknown[] => {
  const list: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
  return Array.isArray(list) ? list : []
}

const textAt = (value: unknown, key: string): string =>
  String(typeof value === 'object' && value !== null ? Reflect.get(value, key) : '')

/** The full names of the tests that vitest skipped, for the reader of a long log. */
export const vitestSkipped = (report: unknown): readonly string[] =>
  listAt(report, 'testResults')
    .flatMap((file) => listAt(file, 'assertionResults'))
    .filter((result) => ['skipped', 'pending', 'todo'].includes(textAt(result, 'status')))
    .map((result) => textAt(result, 'fullName'))

/** Properties and the inputs that each was tried with, as they left them in their `meta.cases`. */
export const vitestCases = (report: unknown): readonly (readonly [name: string, cases: number])[] =>
  listAt(report, 'testResults')
    .flatMap((file) => listAt(file, 'assertionResults'))
    .flatMap((result) => {
      const meta: unknown = typeof result === 'object' && result !== null ? Reflect.get(result, 'meta') : undefined
      const cases: unknown = typeof meta === 'object' && meta !== null ? Reflect.get(meta, 'cases') : undefined
      return typeof cases === 'number' ? [[textAt(result, 'fullName'), cases] as const] : []
    })

/** Reads the report of Playwright's `json` reporter. A test that passed only when tried again counts as passed. */
export const playwrightCounts = (report: unknown): Counts => ({
  passed: numberAt(report, 'stats', 'expected') + numberAt(report, 'stats', 'flaky'),
  failed: numberAt(report, 'stats', 'unexpected'),
  skipped: numberAt(report, 'stats', 'skipped'),
})

/** Reads the closing comments of `node --test --test-reporter=tap`. */
export const tapCounts = (tap: string): Counts => {
  const at = (word: string): number => Number(new RegExp(`^# ${word} (\\d+)$`, 'm').exec(tap)?.[1] ?? 0)
  return { passed: at('pass'), failed: at('fail'), skipped: at('skipped') + at('todo') }
}
