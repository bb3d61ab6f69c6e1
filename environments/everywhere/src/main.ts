/** Runs the body in every runtime on packed packages: `node main.ts <folder> [why nothing was installed on demand]`. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { copyBody } from './bundle.ts'
import { startLocal } from './local.ts'
import type { Runtime } from './runtime.ts'
import { browser } from './runtimes/browser.ts'
import { bun, deno, nodeIn, thisNode } from './runtimes/command.ts'
import { edge } from './runtimes/edge.ts'
import { workerd } from './runtimes/workerd.ts'

const runtimes: Readonly<Record<string, Runtime>> = {
  'Node 20': nodeIn('../node20'),
  'Node 22': nodeIn('runtimes'),
  [`Node ${process.versions.node.split('.')[0]}`]: thisNode,
  Bun: bun,
  Deno: deno,
  workerd,
  "Next's edge runtime": edge,
  Chromium: browser,
}

const [folder = '', notInstalled] = process.argv.slice(2)
const total = { passed: 0, failed: 0, skipped: 0 }

copyBody(folder)
const { caller, stop } = await startLocal(folder)
try {
  for (const [name, run] of Object.entries(runtimes)) {
    const begun = performance.now()
    const stage = { folder, caller, ...(notInstalled === undefined ? {} : { notInstalled }) }
    const outcomes = await run(stage).catch((error: unknown) => [{ name: 'it runs', failure: String(error) }])
    if (typeof outcomes === 'string') {
      total.skipped += 1
      console.log(`SKIPPED ${name}: ${outcomes}`)
      continue
    }
    const failed = outcomes.filter(({ failure }) => failure !== undefined)
    total.failed += failed.length
    total.passed += outcomes.length - failed.length
    const seconds = ((performance.now() - begun) / 1000).toFixed(1)
    console.log(`${name}: ${outcomes.length - failed.length} passed, ${failed.length} failed in ${seconds} s`)
    for (const { name, failure } of failed) console.log(`  ✖ ${name}\n    ${failure}`)
  }
} finally {
  stop()
}
writeFileSync(join(folder, 'everywhere.json'), JSON.stringify(total))
