import { writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'

/** One table of `docs/benchmarks.md`; cells are written as they are. */
export interface Section {
  readonly title: string
  /** What was measured, and how. */
  readonly note: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly (string | number)[])[]
}

const line = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`

const written = ({ title, note, head, rows }: Section): string =>
  [`## ${title}`, '', note, '', line(head), line(head.map(() => '---')), ...rows.map(line), ''].join('\n')

/** Writes the page: nothing on it is by hand. */
export const writePage = (file: URL, sections: readonly Section[], versions: readonly string[]): void => {
  const memory = Math.round(totalmem() / 2 ** 30)
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown CPU'}, ${memory} GiB, ${process.platform}-${process.arch}`
  const head = [
    '# Benchmarks',
    '',
    'Written by `pnpm bench`: server and each client in their own process, on loopback, in one run. Times are medians. Run it on a quiet machine: other work raises CPU time too.',
    '',
    `Node ${process.version} · ${machine} · ${versions.join(' · ')}`,
    '',
  ]
  writeFileSync(file, [...head, ...sections.map(written)].join('\n'))
}

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
