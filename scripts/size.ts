/** Prints what a user's bundle grows by, and fails above the goals: `pnpm size`, and with `--parts` what it consists of. */
import { weigh } from './size/measure.ts'
import { rows } from './size/rows.ts'

const withParts = process.argv.includes('--parts')

for (const { name, code, external, goal } of rows) {
  const { gzip, parts } = await weigh(code, external)
  const fits = gzip <= goal
  console.log(`${fits ? 'ok  ' : 'FAIL'} ${name}: ${gzip} bytes gzip (goal ${goal})`)
  if (!fits) process.exitCode = 1
  if (withParts)
    for (const [from, minified] of parts) console.log(`     ${String(minified).padStart(6)} minified  ${from}`)
}
