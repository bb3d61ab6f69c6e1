/** Writes what pages hold of the code: drawings, sizes, options. `pnpm pages` */
import { writeFileSync } from 'node:fs'
import { writtenPages } from './pages/written.ts'

for (const { path, now, due } of await writtenPages()) {
  if (now === due) continue
  writeFileSync(path, due)
  console.log(`wrote ${path}`)
}
