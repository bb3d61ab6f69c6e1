import { clientNames, clients } from '../clients/client.ts'
import type { FirstDeltaTimes } from '../jobs/first-delta.ts'
import { runJob } from '../jobs/run.ts'
import { type Effort, figure, median, type Section, times } from '../page/section.ts'
import { withServer } from '../process.ts'

/** How long the first word takes once it has been sent, and how long from nothing. */
export const measureFirstDelta = ({ quick }: Effort): Promise<Section> =>
  withServer({}, async (place) => {
    const rows: string[][] = []
    let ours: number | undefined
    for (const client of clientNames) {
      const runs: FirstDeltaTimes[] = []
      for (let run = 0; run < (quick ? 1 : 5); run += 1)
        runs.push(await runJob(place, client, 'first-delta', { rounds: quick ? 10 : 300 }))
      const cold = median(runs.map((run) => run.cold))
      ours ??= cold
      rows.push([clients[client], figure(median(runs.map((run) => run.warm))), figure(cold), times(cold, ours)])
    }
    return {
      title: 'The first delta',
      note: 'Microseconds from the write of an answer’s first bytes until its first delta is in hand, later in a process’s life; milliseconds from the start of a process until its first delta, with all that it imports, signs and connects. Times ours by the second.',
      head: ['client', 'from the first byte, µs', 'from a cold start, ms', 'times ours'],
      rows,
    }
  })
