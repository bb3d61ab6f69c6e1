import type { ResponseInfo, TriedTarget } from '../speech/generation.ts'
import type { StreamPart } from '../speech/stream-part.ts'
import type { Warning } from '../speech/warning.ts'

/** What happened before an answer came. */
export interface Report {
  readonly warnings: readonly Warning[]
  readonly tried?: readonly TriedTarget[]
}

interface Tellable {
  readonly warnings: readonly Warning[]
  readonly response: ResponseInfo
}

const withReport = ({ warnings, response }: Tellable, report: Report): Tellable => ({
  warnings: [...report.warnings, ...warnings],
  response: { ...response, ...(report.tried === undefined ? {} : { tried: report.tried }) },
})

/** Puts a report into what an answer begins and ends with. */
export const reporting = (parts: StreamPart[], report: Report): StreamPart[] =>
  report.warnings.length === 0
    ? parts
    : parts.map((part): StreamPart => {
        if (part.type === 'start') return { ...part, ...withReport(part, report) }
        if (part.type !== 'finish') return part
        const { generation } = part
        return { ...part, generation: { ...generation, ...withReport(generation, report) } }
      })
