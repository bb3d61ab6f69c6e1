import { expect, test } from 'vitest'
import { blocksOf } from './blocks.ts'
import { pages } from './pages.ts'

const readmes = pages.filter(({ path }) => /^packages\/[\w-]+\/README\.md$/.test(path))

test('each package has a README', () => expect(readmes.length).toBe(11))

test.each(readmes)('$path: how to install it, its smallest use, which runs, its options and its size', (page) => {
  const name = `@x/${page.path.split('/')[1]}`
  expect(page.text).toMatch(new RegExp(`^npm install .*${name}( |$)`, 'm'))
  const runs = blocksOf(page).filter((block) => block.runs)
  expect(runs.some(({ source }) => new RegExp(`from '${name}['/]`).test(source))).toBe(true)
  expect(page.text).toMatch(/^## Options$/m)
  expect(page.text).toMatch(/^## Size$/m)
})
