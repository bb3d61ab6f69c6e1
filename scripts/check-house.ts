/** Checks what a linter cannot see: walls, circles, sizes, manifests. `node scripts/check-house.ts`, part of `pnpm lint`. */
import { checkCircles } from './house/circles.ts'
import { type Check, readHouse } from './house/house.ts'
import { checkManifests } from './house/manifests.ts'
import { checkBans, checkLines } from './house/texts.ts'
import { checkWalls } from './house/walls.ts'

const checks: Readonly<Record<string, Check>> = {
  walls: checkWalls,
  circles: checkCircles,
  lines: checkLines,
  bans: checkBans,
  manifests: checkManifests,
}

const house = readHouse()
for (const [name, check] of Object.entries(checks)) {
  const { checked, findings } = check(house)
  console.log(`${findings.length === 0 ? 'ok  ' : 'FAIL'} ${name}: ${checked}`)
  for (const finding of findings) console.log(`     ${finding}`)
  if (findings.length > 0) process.exitCode = 1
}
