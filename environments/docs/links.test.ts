import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { expect, test } from 'vitest'
import { anchorsOf, linksOf } from './links.ts'
import { pages, root } from './pages.ts'

test('links and anchors are read as GitHub reads them', () => {
  const text =
    '# A `b`, c!\n\n## Twice\n\n## Twice\n\n[x](a.md#b) ![y](c.png)\n\n```md\n# no [z](no.md)\n```\n\n`[no](no.md)`\n'
  expect([...anchorsOf(text)]).toEqual(['a-b-c', 'twice', 'twice-1'])
  expect(linksOf(text)).toEqual(['a.md#b', 'c.png'])
})

/** The page that a link to a folder shows. */
const pageAt = (path: string): string =>
  existsSync(path) && statSync(path).isDirectory() && existsSync(join(path, 'README.md'))
    ? join(path, 'README.md')
    : path

/** Why a link leads nowhere, if it does. */
const fault = (page: string, link: string): string | undefined => {
  const [to = '', anchor] = link.split('#')
  const target = pageAt(to === '' ? join(root, page) : join(root, dirname(page), to))
  if (!existsSync(target)) return `${page}: ${link} is not there`
  if (relative(root, target).startsWith(`..${sep}`)) return `${page}: ${link} leaves the repository`
  if (anchor === undefined || !target.endsWith('.md')) return undefined
  return anchorsOf(readFileSync(target, 'utf8')).has(anchor) ? undefined : `${page}: ${link} has no such heading`
}

test('every relative link leads to a file, and every anchor to a heading', () => {
  const links = pages.flatMap(({ path, text }) =>
    linksOf(text)
      .filter((link) => !/^[a-z]+:/.test(link))
      .map((link) => fault(path, link)),
  )
  expect(links.length).toBeGreaterThan(150)
  expect(links.filter((wrong) => wrong !== undefined)).toEqual([])
})

test('the table of contents has every page', () => {
  const contents = pages.find(({ path }) => path === 'docs/README.md')?.text ?? ''
  const listed = new Set(linksOf(contents).map((link) => `docs/${link.split('#')[0]}`))
  const all = pages.map(({ path }) => path).filter((path) => path.startsWith('docs/') && path !== 'docs/README.md')
  expect(all.filter((path) => !listed.has(path))).toEqual([])
})
