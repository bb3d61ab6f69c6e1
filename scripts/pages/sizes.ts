import { rows } from '../size/rows.ts'

/** 1 kB = 1000 bytes: `24.6 kB`. */
const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`

const table = (lines: readonly (readonly [what: string, bytes: number])[]): string =>
  [
    '| minified, after gzip | |',
    '|---|--:|',
    ...lines.map(([what, bytes]) => `| ${what} | ${kilobytes(bytes)} |`),
  ].join('\n')

const weighed = (weights: ReadonlyMap<string, number>, name: string): number => {
  const bytes = weights.get(name)
  if (bytes === undefined) throw new Error(`scripts/size/rows.ts has no row "${name}".`)
  return bytes
}

/** What the front page tells of them: its words, and the row's name. */
const front = {
  'streaming a chat: core, an API key, Claude’s Messages':
    'core + auth + claude, streaming one chat (claudeMessages(), an API key)',
  'the same with Converse too': 'core + auth + claude, streaming one chat (claude(), an API key)',
  'the same with SigV4 too':
    'core + auth + claude, streaming one chat (claude(), API key or SigV4, from the environment)',
  'one more family: gpt-oss': 'oss, on top of core',
  '`useChat`, without React': 'React chat hook',
} as const

/** The rows in which a package is imported. */
export const sizesOf = (weights: ReadonlyMap<string, number>, name: string): string =>
  table(
    rows
      .filter(({ code }) => code.includes(`'${name}'`) || code.includes(`'${name}/`))
      .map((row) => [row.name, weighed(weights, row.name)]),
  )

export const frontSizes = (weights: ReadonlyMap<string, number>): string =>
  table(Object.entries(front).map(([words, name]) => [words, weighed(weights, name)]))
