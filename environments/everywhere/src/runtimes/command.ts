import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { stripped } from '../bundle.ts'
import type { Runtime } from '../runtime.ts'

const windows = process.platform === 'win32'
const environment = resolve(import.meta.dirname, '../..')
const onDemand = join(environment, 'runtimes')

/** A file of a package that only `owner` depends on, or undefined on a platform that has none. */
const fileBelow = (owner: string, file: string): string | undefined => {
  try {
    const inside = createRequire(createRequire(join(onDemand, 'package.json')).resolve(`${owner}/package.json`))
    return inside.resolve(file)
  } catch {
    return undefined
  }
}

/** A runtime with a command line. */
const command =
  (binary: () => string | undefined, flags: readonly string[] = []): Runtime =>
  async ({ folder, caller, notInstalled }) => {
    const path = binary()
    if (path === undefined || !existsSync(path))
      return notInstalled ?? `npm has none for ${process.platform}-${process.arch}`
    const { stdout } = await promisify(execFile)(path, [...flags, await stripped(folder), JSON.stringify(caller)], {
      cwd: folder,
      maxBuffer: 1 << 24,
    })
    return JSON.parse(stdout.trim().split('\n').at(-1) ?? '')
  }

/** The Node that a folder has from npm. */
export const nodeIn = (folder: string): Runtime =>
  command(() => {
    const name = `node-${windows ? 'win' : process.platform}-${process.arch}`
    return join(environment, folder, 'node_modules', name, 'bin', windows ? 'node.exe' : 'node')
  })

export const thisNode: Runtime = command(() => process.execPath)

const os = windows ? 'windows' : process.platform
const cpu = process.arch === 'arm64' ? 'aarch64' : process.arch

/** Not by its wrapper, which only works after an install script. */
export const bun: Runtime = command(() => fileBelow('bun', `@oven/bun-${os}-${cpu}/bin/bun${windows ? '.exe' : ''}`))

export const deno: Runtime = command(() => {
  const platform = process.platform === 'linux' ? `linux-${process.arch}-glibc` : `${process.platform}-${process.arch}`
  return fileBelow('deno', `@deno/${platform}/deno${windows ? '.exe' : ''}`)
}, ['run', '--allow-all', '--node-modules-dir=manual', '--no-config', '--quiet'])

export const workerdBinary = (): string | undefined =>
  fileBelow('workerd', `@cloudflare/workerd-${os}-${process.arch === 'x64' ? '64' : 'arm64'}/bin/workerd`)
