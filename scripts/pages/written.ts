import { globSync, readFileSync } from 'node:fs'
import { readHouse } from '../house/house.ts'
import { weights } from '../size/weights.ts'
import { benchText } from './bench.ts'
import { coreGraph, mermaid, packageGraph, packageTable } from './drawings.ts'
import { marksIn, rewritten } from './marked.ts'
import { optionsOf } from './options.ts'
import { optionsText } from './options-text.ts'
import { frontSizes, sizesOf } from './sizes.ts'

/** A page with places that a script writes: as it is, and as it should be. */
export interface WrittenPage {
  readonly path: string
  readonly now: string
  readonly due: string
}

/** What stands at a mark: its first word says what, the rest of which. */
const writers = async (): Promise<(name: string) => string> => {
  const house = readHouse()
  const sizes = await weights()
  const packages = house.rooms.filter(({ folder }) => folder.startsWith('packages/'))
  const options = optionsOf(packages)
  const table: Readonly<Record<string, (of: string) => string>> = {
    drawing: (of) => mermaid(of === 'core' ? coreGraph(house) : packageGraph(house)),
    packages: () => packageTable(house),
    bench: benchText,
    sizes: (of) => (of === '' ? frontSizes(sizes) : sizesOf(sizes, of)),
    options: (of) => optionsText(options.get(of) ?? []),
  }
  return (name) => {
    const [what = '', of = ''] = name.split(' ')
    const write = table[what]
    if (write === undefined) throw new Error(`No script writes "${name}". Known: ${Object.keys(table).join(', ')}.`)
    return write(of)
  }
}

/** Every page with a mark. */
export const writtenPages = async (): Promise<readonly WrittenPage[]> => {
  const write = await writers()
  return globSync(['README.md', 'docs/*.md', 'packages/*/README.md'])
    .map((path) => path.replaceAll('\\', '/'))
    .toSorted()
    .map((path) => ({ path, now: readFileSync(path, 'utf8') }))
    .filter(({ now }) => marksIn(now).length > 0)
    .map(({ path, now }) => ({ path, now, due: rewritten(now, write) }))
}
