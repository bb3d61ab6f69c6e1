import { headerExtras } from '../client/invoke-extras.ts'
import { addReport, usageOf } from '../fold/usage.ts'
import type { Usage, UsageCounts, UsageReport, UsageSource } from '../speech/usage.ts'

/** What the body and the headers of one answer say was consumed. */
export const reportsOf = (body: UsageCounts | undefined, headers: Headers): readonly UsageReport[] => {
  const fromHeaders = headerExtras(headers).flatMap((delta) => (delta.type === 'usage' ? [delta.usage] : []))
  return fromHeaders.reduce<readonly UsageReport[]>(addReport, body === undefined ? [] : [{ ...body, source: 'body' }])
}

const sources: readonly UsageSource[] = ['body', 'metrics', 'headers']

type Counts = { readonly [name: string]: number | Counts | undefined }

/** A count stands only where all have it: a sum of some would be too low. */
const sumOf = (all: readonly Counts[]): Counts => {
  const sums = Object.keys(all[0] ?? {}).map((name) => {
    const counts = all.map((each) => each[name])
    const numbers = counts.filter((count) => typeof count === 'number')
    const parts = counts.filter((count) => typeof count === 'object')
    if (numbers.length === all.length) return [name, numbers.reduce((sum, count) => sum + count, 0)] as const
    return [name, parts.length === all.length ? sumOf(parts) : undefined] as const
  })
  return Object.fromEntries(sums.filter(([, sum]) => sum !== undefined))
}

/** Adds up several answers, source by source. */
export const sumUsage = (answers: readonly (readonly UsageReport[])[]): Usage => {
  const reports = sources.flatMap((source): readonly UsageReport[] => {
    const said = answers.flatMap((reports) => reports.filter((report) => report.source === source))
    if (said.length === 0 || said.length < answers.length) return []
    const sums: UsageCounts = sumOf(said.map(({ source: _, ...counts }): Counts => ({ ...counts })))
    return Object.keys(sums).length === 0 ? [] : [{ ...sums, source }]
  })
  return usageOf(reports)
}
