import type { Finding } from './finding.ts'

const width = 13

const linesOf = ({ about, says, details = [], problem }: Finding): readonly string[] => [
  `${(problem === undefined ? '  ' : '✗ ') + about.padEnd(width)}${says}`,
  ...details.map((detail) => `${' '.repeat(width + 2)}${detail}`),
]

/** The findings as text: what was looked at, then what to do. */
export const report = (findings: readonly Finding[]): string => {
  const problems = findings.flatMap(({ problem }) => problem ?? [])
  const end = problems.length === 0 ? ['All is well.'] : problems.map((problem) => `→ ${problem}`)
  return [...findings.flatMap(linesOf), '', ...end].join('\n')
}
