import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { layOut, windows } from './lay-out.ts'
import { type Counts, tapCounts, withExit } from './report.ts'

const environment = 'environments/node20'

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
  layOut(folder)
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
