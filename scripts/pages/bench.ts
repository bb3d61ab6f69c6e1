import { readFileSync } from 'node:fs'

/** What other pages hold of `docs/benchmarks.md`, which `pnpm bench` writes: no figure stands in two places by hand. */
const titles: Readonly<Record<string, string>> = {
  calls: 'Calls',
  deltas: 'Text deltas, 16 kB writes',
  hooks: 'Hooks',
}

/** A section of the page, without its heading. */
export const sectionOf = (page: string, title: string): string => {
  const section = page.split(/^## /m).find((part) => part.startsWith(`${title}\n`))
  if (section === undefined) throw new Error(`docs/benchmarks.md has no section "${title}". Run pnpm bench.`)
  return section.slice(title.length).trim()
}

/** The line that says on what it was measured. */
export const machineOf = (page: string): string => /^Node v.*$/m.exec(page)?.[0] ?? ''

export const benchText = (of: string): string => {
  const page = readFileSync('docs/benchmarks.md', 'utf8')
  if (of === 'machine') return machineOf(page)
  const title = titles[of]
  if (title === undefined) throw new Error(`No table "${of}". Known: machine, ${Object.keys(titles).join(', ')}.`)
  return sectionOf(page, title)
}
