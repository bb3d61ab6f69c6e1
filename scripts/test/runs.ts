import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runPublished } from './published.ts'
import { type Counts, nothing, playwrightCounts, vitestCounts, withExit } from './report.ts'

/** One kind of tests: does its work, writes what it wants to the terminal, and says what it came to. */
export type Run = (folder: string) => Counts

const windows = process.platform === 'win32'

const start = (command: string, options: readonly string[], env: NodeJS.ProcessEnv = {}): number | null =>
  spawnSync(command, options, { stdio: 'inherit', shell: windows, env: { ...process.env, ...env } }).status

const counted = (file: string, read: (report: unknown) => Counts, status: number | null): Counts =>
  withExit(existsSync(file) ? read(JSON.parse(readFileSync(file, 'utf8'))) : nothing, status)

/** Every test beside the sources of packages, app and scripts. */
const unit: Run = (folder) => {
  const file = join(folder, 'vitest.json')
  const status = start('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`])
  return counted(file, vitestCounts, status)
}

/** The example in a real browser. Skips visibly where there is none. */
const browser: Run = (folder) => {
  const file = join(folder, 'playwright.json')
  const status = start('pnpm', ['--filter', 'next-chat', 'test:browser'], { PLAYWRIGHT_JSON_OUTPUT_FILE: file })
  const counts = counted(file, playwrightCounts, status)
  return existsSync(file) || status !== 0 ? counts : { ...counts, skipped: 1 }
}

/** What we publish, packed, on the oldest Node we promise. */
const published: Run = (folder) => {
  const built = start('node', ['scripts/turbo.ts', 'build', '--filter=./packages/*', '--output-logs=errors-only'])
  return built === 0 ? runPublished(folder) : withExit(nothing, built)
}

export const runs: Readonly<Record<string, Run>> = { unit, published, browser }
