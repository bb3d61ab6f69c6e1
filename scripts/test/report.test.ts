import { expect, test } from 'vitest'
import {
  nothing,
  playwrightCounts,
  sum,
  tapCounts,
  vitestCases,
  vitestCounts,
  vitestSkipped,
  withExit,
} from './report.ts'

test('vitest: skipped and to-do tests are neither passed nor failed', () => {
  const report = { numPassedTests: 7, numFailedTests: 2, numPendingTests: 3, numTodoTests: 1 }
  expect(vitestCounts(report)).toEqual({ passed: 7, failed: 2, skipped: 4 })
})

test('vitest: the skipped are named', () => {
  const results = [
    { fullName: 'frames any cut', status: 'passed' },
    { fullName: 'recordings all of them', status: 'skipped' },
    { fullName: 'recordings one day', status: 'todo' },
  ]
  expect(vitestSkipped({ testResults: [{ assertionResults: results }, {}] })).toEqual([
    'recordings all of them',
    'recordings one day',
  ])
})

test('vitest: properties tell what they were tried with', () => {
  const results = [
    { fullName: 'framing any bytes', status: 'passed', meta: { cases: 300 } },
    { fullName: 'framing by hand', status: 'passed', meta: {} },
  ]
  expect(vitestCases({ testResults: [{ assertionResults: results }, {}] })).toEqual([['framing any bytes', 300]])
})

test('playwright: a flaky test passed', () => {
  const report = { stats: { expected: 4, flaky: 1, unexpected: 2, skipped: 3 } }
  expect(playwrightCounts(report)).toEqual({ passed: 5, failed: 2, skipped: 3 })
})

test('tap: the closing comments', () => {
  expect(tapCounts('ok 1 - a\n1..1\n# pass 12\n# fail 1\n# skipped 2\n# todo 0\n')).toEqual({
    passed: 12,
    failed: 1,
    skipped: 2,
  })
})

test.each([[{}], [null], [{ stats: {} }]])('a report without its numbers is refused: %j', (report) => {
  expect(() => vitestCounts(report)).toThrow('numPassedTests')
  expect(() => playwrightCounts(report)).toThrow('stats.expected')
})

test('a run that died failed, even if no test did', () => {
  const fine = { passed: 3, failed: 0, skipped: 0 }
  expect(withExit(fine, 0)).toEqual(fine)
  expect(withExit(fine, 1).failed).toBe(1)
  expect(withExit(nothing, null).failed).toBe(1)
  expect(withExit({ ...fine, failed: 2 }, 1).failed).toBe(2)
})

test('runs add up', () => {
  expect(
    sum([
      { passed: 1, failed: 2, skipped: 3 },
      { passed: 10, failed: 0, skipped: 1 },
    ]),
  ).toEqual({
    passed: 11,
    failed: 2,
    skipped: 4,
  })
  expect(sum([])).toEqual(nothing)
})
