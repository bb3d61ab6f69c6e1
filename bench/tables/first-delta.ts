import { type ClientName, clientNames, clients } from '../clients/client.ts'
import type { FirstDeltaTimes } from '../jobs/first-delta.ts'
import { runJob } from '../jobs/run.ts'
import { type Effort, figure, median, type Section, times } from '../page/section.ts'
import { withServer } from '../process.ts'

/** How long the first word takes once it has been sent, and how long from nothing. */
export const measureFirstDelta = ({ quick }: Effort): Promise<Section> =>
  withServer({}, async (place) => {
    const runs = new Map<ClientName, FirstDeltaTimes[]>(clientNames.map((client) => [client, []]))
    const asked = { rounds: quick ? 10 : 300 }
    // In turns; the first warms the server and the disk's cache for all.
    for (let turn = quick ? 0 : -1; turn < (quick ? 1 : 7); turn += 1)
      for (const client of clientNames) {
        const times = await runJob(place, client, 'first-delta', asked)
        if (turn >= 0) runs.get(client)?.push(times)
      }
    const of = (client: ClientName, time: keyof FirstDeltaTimes): number =>
      median(runs.get(client)?.map((times) => times[time]) ?? [])
    return {
      title: 'The first delta',
      note: 'Microseconds from the write of an answer’s first bytes until its first delta is in hand, later in a process’s life; milliseconds from the start of a process until its first delta, with all that it imports, signs and connects. Times ours by the second.',
      head: ['client', 'from the first byte, µs', 'from a cold start, ms', 'times ours'],
      rows: clientNames.map((client) => [
        clients[client],
        figure(of(client, 'warm')),
        figure(of(client, 'cold')),
        times(of(client, 'cold'), of('ours-messages', 'cold')),
      ]),
    }
  })
