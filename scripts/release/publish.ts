import { spawnSync } from 'node:child_process'
import { publishedNames, windows } from '../test/lay-out.ts'

/** Publishes what the registry lacks. Everything must be built. @throws Error when a package is refused */
export const publish = (env: Readonly<Record<string, string>> = {}): void => {
  const filters = publishedNames().map((name) => `--filter=${name}`)
  const { status } = spawnSync(
    'pnpm',
    ['--recursive', ...filters, 'publish', '--access', 'public', '--no-git-checks'],
    { stdio: ['ignore', 'inherit', 'inherit'], shell: windows, env: { ...process.env, ...env } },
  )
  if (status !== 0) throw new Error('A package was not published: see above. Run again; what was published stays so.')
}
