/**
 * The fuzz properties, harder than in CI: `node scripts/fuzz.ts --seconds 30` gives each so much time, `--seed 7` repeats a
 * run, and a word runs only the files whose name holds it.
 */
import { parseArgs } from 'node:util'
import { runStrength } from './test/strength.ts'

const { values, positionals } = parseArgs({
  options: { seconds: { type: 'string', default: '10' }, seed: { type: 'string' } },
  allowPositionals: true,
})
const seed = values.seed ?? String(Math.floor(Math.random() * 2 ** 31))
const files = positionals.length === 0 ? ['fuzz/'] : positionals.map((word) => `fuzz/${word}`)
runStrength(
  files,
  { FUZZ_SECONDS: values.seconds, FUZZ_SEED: seed },
  `${values.seconds} s for each property, seed ${seed}`,
)
