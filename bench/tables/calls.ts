import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { clientNames, clients } from '../clients/client.ts'
import type { Calls, CallTimes } from '../jobs/calls.ts'
import { runJob } from '../jobs/run.ts'
import { atMost, type Effort, figure, type Section, times } from '../page/section.ts'
import { type Place, withServer } from '../process.ts'

const overTls = async <T>(use: (place: Place) => Promise<T>): Promise<T> => {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  try {
    return await withServer({ tls: join(folder, 'certificate.pem') }, use)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const each = (place: Place, asked: Calls): Promise<CallTimes[]> =>
  clientNames.reduce<Promise<CallTimes[]>>(
    async (before, client) => [...(await before), await runJob(place, client, 'calls', asked)],
    Promise.resolve([]),
  )

/** Whole answers on connections that are kept alive. */
export const measureCalls = ({ quick }: Effort): Promise<Section> =>
  overTls(async (place) => {
    const work = quick ? { rounds: 2, calls: 40 } : { rounds: 9, calls: 400 }
    const inTurn = await each(place, { prompt: 100, ...work, atOnce: 1 })
    const together = await each(place, { prompt: 100, ...work, atOnce: 20 })
    const ours = inTurn[0]?.cpu ?? Number.NaN
    return {
      title: 'Calls',
      note: 'A short question and a short whole answer, over loopback TLS, connections kept alive: one after the other, and twenty at once.',
      head: ['client', 'ms', 'CPU ms', 'calls a second', 'twenty at once', 'times ours, CPU'],
      rows: clientNames.map((client, index) => {
        const alone = inTurn[index] ?? { wall: Number.NaN, cpu: Number.NaN }
        const crowd = together[index]?.wall ?? Number.NaN
        return [
          clients[client],
          figure(alone.wall),
          figure(alone.cpu),
          figure(1000 / alone.wall),
          figure(1000 / crowd),
          times(alone.cpu, ours),
        ]
      }),
      goals: [
        atMost('a call over loopback TLS, Claude’s own form', 0.9, 'ms', inTurn[0]?.wall ?? Number.NaN),
        atMost('a call over loopback TLS, Converse', 0.9, 'ms', inTurn[1]?.wall ?? Number.NaN),
      ],
    }
  })

const prompts = [
  ['1 kB', 1000, 200],
  ['100 kB', 100_000, 50],
  ['5 MB', 5_000_000, 4],
] as const

/** What a long prompt costs: encoding, hashing, signing, sending. */
export const measurePrompts = ({ quick }: Effort): Promise<Section> =>
  overTls(async (place) => {
    const columns: CallTimes[][] = []
    for (const [, prompt, calls] of prompts)
      columns.push(await each(place, { prompt, rounds: quick ? 1 : 7, calls: quick ? 2 : calls, atOnce: 1 }))
    const cpu = (column: number, row: number): number => columns[column]?.[row]?.cpu ?? Number.NaN
    return {
      title: 'Prompts',
      note: 'Milliseconds of CPU for a call with a prompt of that size, over loopback TLS. Times ours at 5 MB.',
      head: ['client', ...prompts.map(([name]) => name), 'times ours'],
      rows: clientNames.map((client, row) => [
        clients[client],
        ...prompts.map((_, column) => figure(cpu(column, row))),
        times(cpu(2, row), cpu(2, 0)),
      ]),
    }
  })
