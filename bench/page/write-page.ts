import { readFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import type { Effort, Goal, Section } from './section.ts'

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`

/** A first column of words, then figures. */
const ruler = (head: readonly string[]): string => line(head.map((_, column) => (column === 0 ? '---' : '--:')))

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string[] => [
  line(head),
  ruler(head),
  ...rows.map(line),
]

/** One table, with its heading. */
export const written = ({ title, note, head, rows }: Section): string =>
  [`## ${title}`, '', note, '', ...table(head, rows), ''].join('\n')

const goalRow = ({ name, wanted, measured, met }: Goal): string[] => [name, wanted, measured, met ? 'yes' : 'no']

const versionOf = (name: string): string => {
  const file = new URL(`../node_modules/${name}/package.json`, import.meta.url)
  const { version }: { version: string } = JSON.parse(readFileSync(file, 'utf8'))
  return `\`${name}\` ${version}`
}

const compared = ['@aws-sdk/client-bedrock-runtime', 'ai', '@ai-sdk/amazon-bedrock', '@anthropic-ai/bedrock-sdk']

/** Goes wherever the figures go. */
const worthLittle = ' · tried with `--quick`: these figures are worth little'

const machine = (): string => {
  const cores = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown CPU'}`
  return `${cores}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform}-${process.arch}`
}

/** The whole page: nothing on it is by hand. */
export const pageOf = (sections: readonly Section[], { quick }: Effort): string => {
  const goals = sections.flatMap((section) => section.goals ?? [])
  return [
    '# Benchmarks',
    '',
    'Written by `pnpm bench`, in one run: the server and each client in a process of their own, on loopback, times as medians. Run it on a',
    'quiet machine: other work raises CPU time too. “Times ours” compares with the first row.',
    '',
    `Node ${process.version} · ${machine()} · ${compared.map(versionOf).join(' · ')}${quick ? worthLittle : ''}`,
    '',
    '## Goals',
    '',
    ...table(['', 'wanted', 'measured', 'met'], goals.map(goalRow)),
    '',
    ...sections.map(written),
  ].join('\n')
}
