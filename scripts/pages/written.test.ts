import { expect, test } from 'vitest'
import { readRooms } from '../house/house.ts'
import { marksIn, rewritten } from './marked.ts'
import { writtenPages } from './written.ts'

const page = '# A\n\n<!-- written: sizes x -->\n\nold\n\n<!-- end -->\n\nWords <!-- written: no -->.\n'

test('a marked place is found, and written anew with the rest left alone', () => {
  expect(marksIn(page)).toEqual([{ name: 'sizes x', text: 'old' }])
  const once = rewritten(page, (name) => `new ${name}`)
  expect(once).toBe(page.replace('old', 'new sizes x'))
  expect(rewritten(once, (name) => `new ${name}`)).toBe(once)
})

test('what scripts write into pages is as the code is now; if not: pnpm pages', { timeout: 240_000 }, async () => {
  const pages = await writtenPages()
  for (const { path, now, due } of pages) expect(now, path).toBe(due)

  const marks = pages.flatMap(({ path, now }) => marksIn(now).map(({ name }) => `${path}: ${name}`))
  const published = readRooms().filter(({ folder }) => folder.startsWith('packages/'))
  for (const { folder, manifest } of published)
    for (const what of ['options', 'sizes']) expect(marks).toContain(`${folder}/README.md: ${what} ${manifest.name}`)
  expect(marks).toEqual(expect.arrayContaining(['README.md: sizes', 'docs/architecture.md: drawing packages']))
})
