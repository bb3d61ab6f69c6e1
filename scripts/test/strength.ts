import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { vitestCases, vitestCounts } from './report.ts'

/** Runs files of the project `strength`, and ends with what each test was tried with, in all, and `N passed, N failed`. */
export const runStrength = (files: readonly string[], env: Readonly<Record<string, string>>, how: string): void => {
  const folder = mkdtempSync(join(tmpdir(), 'bedrock-strength-'))
  const report = join(folder, 'report.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  try {
    const { status } = spawnSync('vitest', ['run', '--project=strength', ...files, ...reporters], {
      stdio: 'inherit',
      shell: process.platform === 'win32',
      env: { ...process.env, ...env },
    })
    const said: unknown = JSON.parse(readFileSync(report, 'utf8'))
    const cases = vitestCases(said)
    for (const [name, count] of cases) console.log(`${count.toLocaleString('en').padStart(12)}  ${name}`)
    const tried = cases.reduce((sum, [, count]) => sum + count, 0)
    const { passed, failed } = vitestCounts(said)
    console.log(`${tried.toLocaleString('en')} cases, ${how}`)
    console.log(`${passed} passed, ${failed} failed`)
    process.exitCode = status ?? 1
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
