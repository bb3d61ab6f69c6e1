import { expect, test } from 'vitest'
import { houseOf } from './test/small-house.ts'
import { checkWalls } from './walls.ts'

const claude = 'packages/bedrock-claude/src/messages/encode.ts'
const core = 'packages/bedrock-core/src'

const refused: readonly (readonly [path: string, code: string, why: string])[] = [
  [claude, "import type { Json } from '@x/bedrock-core'", 'is beyond a wall'],
  [claude, "import { local } from '@x/bedrock-local'", 'is beyond a wall'],
  [claude, "import { frame } from '@x/bedrock-core/wire'", 'is not a door'],
  [claude, "import { fold } from '../../../bedrock-core/src/fold/fold.ts'", 'reaches out of its package'],
  [claude, "import { options } from '../options'", 'lacks its file extension'],
  [claude, "import { claude } from '../index.ts'", 'is a door of its own package'],
  [claude, "export const later = () => import('node:fs')", 'needs Node'],
  [claude, "import { recorded } from '../testing/recorded.ts'", 'is only for tests'],
  [claude, "export type Zod = import('zod').ZodType", 'is not a dependency'],
  ['packages/bedrock-local/src/verify.ts', "import 'node:net'", 'needs Node'],
  [`${core}/client/plan.ts`, "import { converse } from '../converse/converse.ts'", "from core's client up to converse"],
  [`${core}/speech/json.ts`, "export type { Format } from '../family/format.ts'", "from core's speech up to family"],
  ['packages/bedrock-attic/src/index.ts', '', 'no row'],
]

test.each(refused)('%s: %s is refused', (path, code, why) => {
  const { findings } = checkWalls(houseOf({ [path]: code }))
  expect(findings.length).toBeGreaterThan(0)
  expect(findings.join()).toContain(why)
})

const allowed: readonly (readonly [path: string, code: string])[] = [
  [claude, "import type { Json } from '@x/bedrock-core/family'"],
  [claude, "import { options } from '../options.ts'"],
  [claude.replace('.ts', '.test.ts'), "import { expect } from 'vitest'\nimport { plan } from '@x/bedrock-core'"],
  ['packages/bedrock-local/src/server/listen.ts', "import 'node:net'"],
  [`${core}/client/plan.ts`, "import { route } from '../family/route.ts'"],
  [`${core}/index.ts`, "export { plan } from './client/plan.ts'"],
]

test.each(allowed)('%s: %s is allowed', (path, code) => {
  expect(checkWalls(houseOf({ [path]: code })).findings).toEqual([])
})
