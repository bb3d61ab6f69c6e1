/** Writes the tables under `src/data` anew: `pnpm --filter @x/bedrock-models generate`. */
import { writeFileSync } from 'node:fs'
import { missing } from './sources/source.ts'
import { makeTables, print } from './tables.ts'

if (missing.length > 0) throw new Error(`Not installed: ${missing.join(', ')}. Run pnpm install first.`)

for (const [name, table] of Object.entries(makeTables())) {
  writeFileSync(new URL(`../src/data/${name}.json`, import.meta.url), print(table))
  console.log(`${name}: ${Object.keys(table).length} rows`)
}
