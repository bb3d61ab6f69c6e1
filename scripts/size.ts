/** Prints what a user's bundle grows by, and fails above the goals, or the ceilings of what is over its goal: `pnpm size`, and with `--parts` what it consists of. */
import { weigh, weighBeside } from './size/measure.ts'
import { rows } from './size/rows.ts'

const withParts = process.argv.includes('--parts')

for (const { name, code, beside, external, goal, ceiling = goal } of rows) {
  const { gzip, parts } = await (beside === undefined ? weigh(code, external) : weighBeside(beside, code, external))
  const fits = gzip <= ceiling
  const verdict = gzip <= goal ? 'ok  ' : fits ? 'over' : 'FAIL'
  console.log(`${verdict} ${name}: ${gzip} bytes gzip (goal ${goal}${ceiling === goal ? '' : `, ceiling ${ceiling}`})`)
  if (!fits) process.exitCode = 1
  if (withParts)
    for (const [from, minified] of parts) console.log(`     ${String(minified).padStart(6)} minified  ${from}`)
}
