import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'
import { root } from './programs.ts'

/** Where the tests of all runtimes keep theirs, which are installed when first asked for. */
const onDemand = join(root, 'environments/everywhere/runtimes')

const windows = process.platform === 'win32'
const os = windows ? 'windows' : process.platform
const arm = process.arch === 'arm64'
const exe = windows ? '.exe' : ''

/** The program inside each runtime's package; its own wrapper would want an install script. */
const programs: Readonly<Record<string, string>> = {
  bun: `@oven/bun-${os}-${arm ? 'aarch64' : process.arch}/bin/bun${exe}`,
  deno: `@deno/${process.platform}-${process.arch}${process.platform === 'linux' ? '-glibc' : ''}/deno${exe}`,
  workerd: `@cloudflare/workerd-${os}-${arm ? 'arm64' : '64'}/bin/workerd${exe}`,
}

const installed = (name: string): string | undefined => {
  try {
    const runtimes = createRequire(join(onDemand, 'package.json'))
    return createRequire(runtimes.resolve(`${name}/package.json`)).resolve(programs[name] ?? name)
  } catch {
    return undefined
  }
}

const onPath = (name: string): string | undefined =>
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name + exe))
    .find((path) => existsSync(path))

/** Installs them. Gives why it could not, or undefined. */
const install = (): string | undefined => {
  const options = ['install', '--frozen-lockfile', '--prefer-offline']
  const { status, stdout, stderr } = spawnSync('pnpm', options, { cwd: onDemand, encoding: 'utf8', shell: windows })
  return status === 0 ? undefined : `they could not be installed: ${(stderr + stdout).trim().split('\n').at(-1)}`
}

/** A runtime of this machine, or of the tests of all runtimes, installed if need be. A second word is why there is none. */
export const runtimeAt = (name: string): readonly [path: string | undefined, why?: string] => {
  const found = onPath(name) ?? installed(name)
  if (found !== undefined) return [found]
  const failed = install()
  return [installed(name), failed ?? `npm has no ${name} for ${process.platform}-${process.arch}`]
}
