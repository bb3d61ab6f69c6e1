/** Prints what a user's bundle grows by, and fails above the goals, or the ceilings of what is over its goal: `pnpm size`, and with `--parts` what it consists of. */
import { rows } from './size/rows.ts'
import { weightOf } from './size/weights.ts'

const withParts = process.argv.includes('--parts')

for (const row of rows) {
  const { name, goal, ceiling = goal } = row
  const { gzip, parts } = await weightOf(row)
  const fits = gzip <= ceiling
  const verdict = fits ? (gzip <= goal ? 'ok  ' : 'over') : 'FAIL'
  console.log(`${verdict} ${name}: ${gzip} bytes gzip (goal ${goal}${ceiling === goal ? '' : `, ceiling ${ceiling}`})`)
  if (!fits) process.exitCode = 1
  if (withParts)
    for (const [from, minified] of parts) console.log(`     ${String(minified).padStart(6)} minified  ${from}`)
}
