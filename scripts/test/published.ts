import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { type Manifest, readRooms } from '../house/house.ts'
import { type Counts, tapCounts, withExit } from './report.ts'

const windows = process.platform === 'win32'
const environment = 'environments/node20'

const must = (command: string, options: readonly string[]): void => {
  const { status, stdout, stderr } = spawnSync(command, options, { encoding: 'utf8', shell: windows })
  if (status !== 0) throw new Error(`${command} ${options.join(' ')} failed:\n${stderr || stdout}`)
}

/** Optional peers that run on Node 20 and open a door; msw 3 asks for a newer one. */
const optionalHere: readonly string[] = ['fast-check']

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
const published = (): readonly string[] =>
  readRooms().flatMap(({ folder, manifest }) =>
    folder.startsWith('packages/') && !manifest.private ? [manifest.name] : [],
  )

/** The Node that the environment pins, or undefined on a platform that npm has none for. */
const pinnedNode = (): string | undefined => {
  const folder = `node-${windows ? 'win' : process.platform}-${process.arch}`
  const node = resolve(environment, 'node_modules', folder, 'bin', windows ? 'node.exe' : 'node')
  return existsSync(node) ? node : undefined
}

/** Packs what we publish, lays it out in `folder`, and runs the environment's tests on its own Node. */
export const runPublished = (folder: string): Counts => {
  const node = pinnedNode()
  if (node === undefined) {
    console.log(`skipped: npm has no Node 20 for ${process.platform}-${process.arch}`)
    return { passed: 0, failed: 0, skipped: 1 }
  }
  must('pnpm', ['--recursive', ...published().map((name) => `--filter=${name}`), 'pack', '--pack-destination', folder])
  for (const file of readdirSync(folder))
    if (file.endsWith('.tgz')) install(join(folder, file), join(folder, 'node_modules'))
  copyFileSync(join(environment, 'published.test.js'), join(folder, 'published.test.js'))
  const reporters = ['--test-reporter=spec', '--test-reporter-destination=stdout', '--test-reporter=tap']
  const { status } = spawnSync(
    node,
    ['--test', ...reporters, '--test-reporter-destination=report.tap', 'published.test.js'],
    {
      cwd: folder,
      stdio: 'inherit',
    },
  )
  return withExit(tapCounts(readFileSync(join(folder, 'report.tap'), 'utf8')), status)
}
