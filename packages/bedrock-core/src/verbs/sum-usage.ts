import { headerExtras } from '../client/invoke-extras.ts'
import { addReport, usageOf } from '../fold/usage.ts'
import type { Usage, UsageCounts, UsageReport, UsageSource } from '../speech/usage.ts'

/** What the body and the headers of one answer say was consumed. */
export const reportsOf = (body: UsageCounts | undefined, headers: Headers): readonly UsageReport[] => {
  const fromHeaders = headerExtras(headers).flatMap((delta) => (delta.type === 'usage' ? [delta.usage] : []))
  return fromHeaders.reduce<readonly UsageReport[]>(addReport, body === undefined ? [] : [{ ...body, source: 'body' }])
}

const sources: readonly UsageSource[] = ['body', 'metrics', 'headers']
const counted = ['inputTokens', 'outputTokens'] as const

/** Adds up several answers. A count stands only where every answer said it: a sum of some would be too low. */
export const sumUsage = (answers: readonly (readonly UsageReport[])[]): Usage => {
  const reports = sources.flatMap((source): readonly UsageReport[] => {
    const said = answers.map((reports) => reports.find((report) => report.source === source))
    const sums = counted.flatMap((name) => {
      const counts = said.flatMap((report) => report?.[name] ?? [])
      return counts.length < answers.length || counts.length === 0
        ? []
        : [[name, counts.reduce((sum, count) => sum + count, 0)] as const]
    })
    return sums.length === 0 ? [] : [{ ...Object.fromEntries(sums), source }]
  })
  return usageOf(reports)
}
