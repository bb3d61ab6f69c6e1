import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { Manifest } from '../house/house.ts'
import { type Counts, tapCounts, withExit } from './report.ts'

const windows = process.platform === 'win32'
const environment = 'environments/node20'

/** The packages the environment's test imports, and those that these import. */
const packed = ['bedrock-core', 'bedrock-auth', 'bedrock-claude', 'bedrock-local'] as const

const must = (command: string, options: readonly string[], cwd: string): string => {
  const { status, stdout, stderr } = spawnSync(command, options, { cwd, encoding: 'utf8', shell: windows })
  if (status !== 0) throw new Error(`${command} ${options.join(' ')} failed in ${cwd}:\n${stderr || stdout}`)
  return stdout
}

/** Lays one package out as an installer would: the packed files, and beside them what they depend on. */
const install = (name: string, modules: string): void => {
  const source = resolve('packages', name)
  const target = join(modules, '@x', name)
  mkdirSync(target, { recursive: true })
  const tarball = must('pnpm', ['pack', '--out', join(target, 'package.tgz')], source)
  must('tar', ['-xzf', 'package.tgz', '--strip-components=1'], target)
  if (!existsSync(join(target, 'dist'))) throw new Error(`${name} was packed without dist: ${tarball}`)
  const manifest: Manifest = JSON.parse(readFileSync(join(target, 'package.json'), 'utf8'))
  for (const dependency of Object.keys(manifest.dependencies ?? {})) {
    const link = join(modules, dependency)
    if (dependency.startsWith('@x/') || existsSync(link)) continue
    mkdirSync(dirname(link), { recursive: true })
    symlinkSync(join(source, 'node_modules', dependency), link, 'junction')
  }
}

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
  for (const name of packed) install(name, join(folder, 'node_modules'))
  copyFileSync(join(environment, 'published.test.js'), join(folder, 'published.test.js'))
  const { stdout, stderr, status } = spawnSync(node, ['--test', '--test-reporter=tap', 'published.test.js'], {
    cwd: folder,
    encoding: 'utf8',
  })
  console.log(stdout, stderr)
  return withExit(tapCounts(stdout), status)
}
