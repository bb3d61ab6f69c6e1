import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runEverywhere } from './everywhere.ts'
import { runPublished } from './published.ts'
import { type Counts, nothing, playwrightCounts, vitestCounts, vitestSkipped, withExit } from './report.ts'
import { runStranger } from './stranger.ts'

/** One kind of tests: does its work, writes what it wants to the terminal, and says what it came to. */
export type Run = (folder: string) => Counts

const windows = process.platform === 'win32'

const start = (command: string, options: readonly string[], env: NodeJS.ProcessEnv = {}): number | null =>
  spawnSync(command, options, { stdio: 'inherit', shell: windows, env: { ...process.env, ...env } }).status

const readReport = (file: string): unknown => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined)

const counted = (report: unknown, read: (report: unknown) => Counts, status: number | null): Counts =>
  withExit(report === undefined ? nothing : read(report), status)

/** Every test beside the sources of packages, app and scripts. */
const unit: Run = (folder) => {
  const file = join(folder, 'vitest.json')
  const status = start('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`])
  const report = readReport(file)
  for (const name of vitestSkipped(report)) console.log(`skipped: ${name}`)
  return counted(report, vitestCounts, status)
}

/**
 * The example in a real browser. Without one it writes no report and counts as skipped, but not where a browser was
 * promised by CHROMIUM_PATH.
 */
const browser: Run = (folder) => {
  const file = join(folder, 'playwright.json')
  const status = start('pnpm', ['--filter', 'next-chat', 'test:browser'], { PLAYWRIGHT_JSON_OUTPUT_FILE: file })
  const report = readReport(file)
  if (report !== undefined || status !== 0) return counted(report, playwrightCounts, status)
  return process.env['CHROMIUM_PATH'] ? withExit(nothing, 1) : { ...nothing, skipped: 1 }
}

const whenBuilt =
  (run: Run): Run =>
  (folder) => {
    const built = start('node', ['scripts/turbo.ts', 'build', '--filter=./packages/*', '--output-logs=errors-only'])
    return built === 0 ? run(folder) : withExit(nothing, built)
  }

export const runs: Readonly<Record<string, Run>> = {
  unit,
  /** What we publish, packed, on the oldest Node we promise. */
  published: whenBuilt(runPublished),
  /** The same packages in every runtime. */
  everywhere: whenBuilt(runEverywhere),
  /** The front page, followed in an empty folder. */
  stranger: whenBuilt(runStranger),
  browser,
}
