import { expect, test } from 'vitest'
import { houseOf } from './test/small-house.ts'
import { checkBans, checkLines } from './texts.ts'

const core = 'packages/bedrock-core/src/client/plan.ts'
const claude = 'packages/bedrock-claude/src/options.ts'

// Spelt in two halves, so that this file does not trip what it tests.
const halves = (left: string, right: string): string => left + right

const refused: readonly (readonly [path: string, code: string, why: string])[] = [
  [core, halves('// @ts-', 'ignore'), 'silences'],
  [core, halves('// biome-', 'ignore lint: because'), 'silences'],
  [core, "export const isClaude = (id: string) => id.includes('anthropic')", 'names a family'],
  [core, 'const llamaPrefix = 1', 'names a family'],
  [core, 'const path = `model/cohere.`', 'names a family'],
  [core, '// TODO: later', 'confesses'],
  [core, 'const x = y as unknown as string', 'casts by way of unknown'],
  [core, "export * from './a.ts'", 'exports a module whole'],
  [core, "export * as all from './a.ts'", 'exports a module whole'],
  [claude, 'export const now = () => Date.now()', 'lets the world into a family'],
]

test.each(refused)('%s: %s is refused', (path, code, why) => {
  expect(checkBans(houseOf({ [path]: code })).findings.join()).toContain(why)
})

const allowed: readonly (readonly [path: string, code: string])[] = [
  [core, "// Claude's body says it otherwise: see its package.\nexport { plan } from './a.ts'"],
  [claude, "export const prefix = 'anthropic.claude-'"],
  [core.replace('.ts', '.test.ts'), 'const x = y as unknown as string'],
]

test.each(allowed)('%s: %s is allowed', (path, code) => {
  expect(checkBans(houseOf({ [path]: code })).findings).toEqual([])
})

test('250 lines pass, 251 do not', () => {
  expect(checkLines(houseOf({ [core]: '\n'.repeat(250) })).findings).toEqual([])
  expect(checkLines(houseOf({ [core]: '\n'.repeat(251) })).findings).toEqual([`${core}: 251 lines`])
})
