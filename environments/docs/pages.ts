import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export const root: string = join(import.meta.dirname, '../..')

/** A page of Markdown in the repository; `path` from its root, with forward slashes. */
export interface Page {
  readonly path: string
  readonly text: string
}

/** Every page that git knows or would add, but `api/`, which a script writes and another test holds to the doors. */
export const pages: readonly Page[] = execFileSync(
  'git',
  ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '*.md'],
  { cwd: root, encoding: 'utf8' },
)
  .split('\0')
  .filter((path) => path !== '' && !path.startsWith('api/'))
  .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
