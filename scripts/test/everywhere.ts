import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { layOut, must } from './lay-out.ts'
import { type Counts, nothing, withExit } from './report.ts'

const environment = 'environments/everywhere'

/** Installs what is only wanted for these tests. Gives why it could not, or undefined. */
export const installOnDemand = (): string | undefined => {
  try {
    must('pnpm', ['install', '--frozen-lockfile', '--prefer-offline'], join(environment, 'runtimes'))
    return undefined
  } catch (error) {
    return `it could not be installed: ${error instanceof Error ? error.message.trim().split('\n').at(-1) : error}`
  }
}

/** What we publish, packed, in every runtime: see `environments/everywhere`. */
export const runEverywhere = (folder: string): Counts => {
  layOut(folder)
  const missing = installOnDemand()
  const { status } = spawnSync(
    process.execPath,
    [join(environment, 'src/main.ts'), folder, ...(missing === undefined ? [] : [missing])],
    { stdio: 'inherit' },
  )
  const file = join(folder, 'everywhere.json')
  return withExit(existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : nothing, status)
}
