import { defined } from '../speech/defined.ts'
import type { Delta } from '../speech/delta.ts'
import type { Usage, UsageCounts, UsageReport, UsageSource } from '../speech/usage.ts'

const preference: readonly UsageSource[] = ['body', 'metrics', 'headers']

/** Adds a report; later counts of one source replace its earlier ones (`message_delta` after `message_start`). */
export const addReport = (
  reports: readonly UsageReport[],
  { source, ...counts }: Extract<Delta, { type: 'usage' }>['usage'],
): UsageReport[] => {
  const said = defined(counts)
  if (Object.keys(said).length === 0) return [...reports]
  const before = reports.find((candidate) => candidate.source === source)
  const merged: UsageReport = { ...before, ...said, source }
  return [...reports.filter((candidate) => candidate !== before), merged]
}

const total = (counts: UsageCounts): number | undefined =>
  counts.inputTokens === undefined && counts.outputTokens === undefined
    ? undefined
    : (counts.inputTokens ?? 0) +
      (counts.outputTokens ?? 0) +
      (counts.cacheReadTokens ?? 0) +
      (counts.cacheWriteTokens ?? 0)

/** Takes each count from the first source that has it. */
export const usageOf = (reports: readonly UsageReport[]): Usage => {
  const inOrder = preference.flatMap((source) => reports.filter((report) => report.source === source))
  const taken: Partial<UsageReport> = {}
  for (const report of inOrder.toReversed()) Object.assign(taken, report)
  const { source: _source, ...counts } = taken
  const totalTokens = total(counts)
  return { ...counts, ...defined({ totalTokens }), reports: inOrder }
}
