import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { missing } from './sources/source.ts'

const onDisk = (name: string): string => readFileSync(new URL(`../src/data/${name}.json`, import.meta.url), 'utf8')

describe.skipIf(missing.length > 0)(
  `the generator (skipped where these are not installed: ${missing.join(', ') || 'none'})`,
  () => {
    it('makes the tables that are checked in', async () => {
      const { makeTables, print } = await import('./tables.ts')
      for (const [name, table] of Object.entries(makeTables())) expect(print(table)).toBe(onDisk(name))
    })
  },
)
