import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { apiTexts } from './api-text.ts'

const folder = mkdtempSync(join(tmpdir(), 'api-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const pageOf = (index: string, chunk: string): string => {
  writeFileSync(join(folder, 'index.d.ts'), index)
  writeFileSync(join(folder, 'chunk-1.d.ts'), chunk)
  const { door = '' } = apiTexts([{ name: 'door', file: join(folder, 'index.d.ts') }])
  return door
}

const chunk = `interface Inner { readonly a: string }
interface Other { readonly b: number }
/** Words. */
declare const make: (options?: Inner) => string;
export { type Inner as I, type Other as O, make as m };`

test('a page holds what is exported under its public name, and what that is made of, and nothing else', () => {
  expect(pageOf(`export { m as make } from './chunk-1.js'`, chunk)).toBe(`# door

\`\`\`ts
const make: (options?: Inner) => string;
\`\`\`

## Not exported, yet seen

\`\`\`ts
interface Inner {
    readonly a: string;
}
\`\`\`
`)
})

test('comments and the order of things are no change; a type is', () => {
  const door = `export { m as make, type O as Other } from './chunk-1.js'`
  const turned = `export { type O as Other, m as make } from './chunk-1.js'`
  const page = pageOf(door, chunk)
  expect(pageOf(turned, chunk.replace('Words', 'Other words'))).toBe(page)
  expect(pageOf(door, chunk.replace('a: string', 'a?: string'))).not.toBe(page)
})
