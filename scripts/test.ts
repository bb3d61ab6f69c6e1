/** Runs every test, or the kinds named: `node scripts/test.ts unit browser`. Ends with `N passed, N failed`. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Counts, sum } from './test/report.ts'
import { runs } from './test/runs.ts'

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !(name in runs))
if (unknown.length > 0)
  throw new Error(`No such kind of test: ${unknown.join(', ')}. Known: ${Object.keys(runs).join(', ')}.`)

const folder = mkdtempSync(join(tmpdir(), 'bedrock-test-'))
const counts: Record<string, Counts> = {}
try {
  for (const [name, run] of Object.entries(runs))
    if (wanted.length === 0 || wanted.includes(name)) counts[name] = run(folder)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

for (const [name, { passed, failed, skipped }] of Object.entries(counts))
  console.log(`${name}: ${passed} passed, ${failed} failed, ${skipped} skipped`)

const { passed, failed } = sum(Object.values(counts))
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 || passed === 0 ? 1 : 0
