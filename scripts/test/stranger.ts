import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pack } from './lay-out.ts'
import { type Counts, nothing, withExit } from './report.ts'

/** The front page followed in an empty folder, with what we publish, packed: see `environments/stranger`. */
export const runStranger = (folder: string): Counts => {
  const project = join(folder, 'stranger')
  const tarballs = pack(folder).map((file) => resolve(file))
  const { status } = spawnSync(process.execPath, ['environments/stranger/main.ts', project, ...tarballs], {
    stdio: 'inherit',
  })
  const file = `${project}.json`
  return withExit(existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : nothing, status)
}
