import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { type Manifest, readRooms } from '../house/house.ts'

export const windows: boolean = process.platform === 'win32'

/** Runs a command to its end. @throws Error with what it said, when it fails */
export const must = (command: string, options: readonly string[], cwd: string = process.cwd()): string => {
  const { status, stdout, stderr } = spawnSync(command, options, { encoding: 'utf8', shell: windows, cwd })
  if (status !== 0) throw new Error(`${command} ${options.join(' ')} failed:\n${stderr}${stdout}`)
  return stdout
}

/** Optional peers that open a door of ours on every Node we promise; msw 3 asks for a newer one. */
const optionalHere: readonly string[] = ['fast-check', '@opentelemetry/api']

/** Lays one packed package out as an installer would: its files, and beside them what it depends on. */
const install = (tarball: string, modules: string): void => {
  const name = basename(tarball).replace(/^x-|-[\d.]+\.tgz$/g, '')
  const target = join(modules, '@x', name)
  mkdirSync(target, { recursive: true })
  must('tar', ['-xzf', tarball, '-C', target, '--strip-components=1'])
  const manifest: Manifest = JSON.parse(readFileSync(join(target, 'package.json'), 'utf8'))
  const optional = Object.keys(manifest.peerDependenciesMeta ?? {}).filter((name) => !optionalHere.includes(name))
  for (const dependency of Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })) {
    const link = join(modules, dependency)
    if (dependency.startsWith('@x/') || optional.includes(dependency) || existsSync(link)) continue
    mkdirSync(dirname(link), { recursive: true })
    symlinkSync(resolve('packages', name, 'node_modules', dependency), link, 'junction')
  }
}

/** The packages that have something to publish. */
export const publishedNames = (): readonly string[] =>
  readRooms().flatMap(({ folder, manifest }) =>
    folder.startsWith('packages/') && !manifest.private ? [manifest.name] : [],
  )

/** Packs what we publish into `folder`, once; gives the tarballs. Everything must be built. */
export const pack = (folder: string): readonly string[] => {
  const tarballs = (): string[] => readdirSync(folder).filter((file) => file.endsWith('.tgz'))
  if (!existsSync(folder)) mkdirSync(folder, { recursive: true })
  if (tarballs().length === 0) {
    const filters = publishedNames().map((name) => `--filter=${name}`)
    must('pnpm', ['--recursive', ...filters, 'pack', '--pack-destination', folder])
  }
  return tarballs().map((file) => join(folder, file))
}

/** Packs what we publish, and lays it out as `node_modules` in `folder`; what was laid out stays. */
export const layOut = (folder: string): string => {
  const modules = join(folder, 'node_modules')
  if (!existsSync(modules)) for (const tarball of pack(folder)) install(tarball, modules)
  return modules
}
