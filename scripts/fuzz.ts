/**
 * The fuzz properties, harder than in CI: `node scripts/fuzz.ts --seconds 30` gives each so much time, `--seed 7` repeats a
 * run, and a word runs only the files whose name holds it. Ends with the inputs tried and `N passed, N failed`.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { vitestCases, vitestCounts } from './test/report.ts'

const { values, positionals } = parseArgs({
  options: { seconds: { type: 'string', default: '10' }, seed: { type: 'string' } },
  allowPositionals: true,
})
const seed = values.seed ?? String(Math.floor(Math.random() * 2 ** 31))
const folder = mkdtempSync(join(tmpdir(), 'bedrock-fuzz-'))
const file = join(folder, 'fuzz.json')
const only = positionals.length === 0 ? ['fuzz/'] : positionals.map((word) => `fuzz/${word}`)
try {
  const { status } = spawnSync(
    'vitest',
    ['run', '--project=strength', ...only, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
    {
      stdio: 'inherit',
      shell: process.platform === 'win32',
      env: { ...process.env, FUZZ_SECONDS: values.seconds, FUZZ_SEED: seed },
    },
  )
  const report: unknown = JSON.parse(readFileSync(file, 'utf8'))
  const cases = vitestCases(report)
  for (const [name, count] of cases) console.log(`${count.toLocaleString('en').padStart(12)}  ${name}`)
  const tried = cases.reduce((sum, [, count]) => sum + count, 0)
  const { passed, failed } = vitestCounts(report)
  console.log(`${tried.toLocaleString('en')} inputs, ${values.seconds} s for each property, seed ${seed}`)
  console.log(`${passed} passed, ${failed} failed`)
  process.exitCode = status ?? 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
