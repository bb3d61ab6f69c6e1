import type { Page } from './pages.ts'

/** A fenced block of TypeScript. ```` ```ts run ```` runs against the local Bedrock; the rest is only compiled. */
export interface Block {
  readonly page: string
  /** Of the fence, from 1. */
  readonly line: number
  readonly extension: 'ts' | 'tsx'
  readonly runs: boolean
  /** As a file of its own, each line under the number it has in the page. */
  readonly source: string
}

const fence = /^([ \t]*)```(tsx?)([ \t]+run)?[ \t]*\n(.*?)^\1```[ \t]*$/gms

export const blocksOf = ({ path, text }: Page): readonly Block[] =>
  [...text.matchAll(fence)].map(({ index, 1: indent = '', 2: kind, 3: run, 4: body = '' }) => {
    const line = text.slice(0, index).split('\n').length
    const code = body.split('\n').map((row) => (row.startsWith(indent) ? row.slice(indent.length) : row))
    return {
      page: path,
      line,
      extension: kind === 'tsx' ? 'tsx' : 'ts',
      runs: run !== undefined,
      source: '\n'.repeat(line) + code.join('\n'),
    }
  })

/** `docs/tools.md`, line 6: `docs-tools-6.ts`. */
export const fileOf = ({ page, line, extension }: Block): string =>
  `${page.replace(/\.md$/, '').replaceAll('/', '-')}-${line}.${extension}`
