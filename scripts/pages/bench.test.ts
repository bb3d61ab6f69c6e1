import { expect, test } from 'vitest'
import { machineOf, sectionOf } from './bench.ts'

const page = `# Benchmarks

Node v24.1.0 · 2 × A CPU

## Calls

A short question.

| client | ms |
| --- | --: |
| ours | 0.6 |

## Calls at once

Others.
`

test('a section is told from one whose title begins alike', () => {
  expect(sectionOf(page, 'Calls')).toBe('A short question.\n\n| client | ms |\n| --- | --: |\n| ours | 0.6 |')
  expect(sectionOf(page, 'Calls at once')).toBe('Others.')
  expect(() => sectionOf(page, 'Call')).toThrow('no section "Call"')
})

test('the machine is the line that begins with Node', () => {
  expect(machineOf(page)).toBe('Node v24.1.0 · 2 × A CPU')
})
