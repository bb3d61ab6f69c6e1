import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { clientNames, clients } from '../clients/client.ts'
import type { Calls, CallTimes } from '../jobs/calls.ts'
import { type Running, startJob } from '../jobs/run.ts'
import { atMost, type Effort, figure, median, type Section, times } from '../page/section.ts'
import { type Place, withServer } from '../process.ts'

const overTls = async <T>(use: (place: Place) => Promise<T>): Promise<T> => {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  try {
    return await withServer({ tls: join(folder, 'certificate.pem') }, use)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** How often each client is asked, and how often of that it is not yet measured. */
interface Rounds {
  readonly warmUps: number
  readonly rounds: number
}

/**
 * The clients take turns, forwards and backwards: who comes first meets a cold server, and what else the machine does falls
 * on all alike.
 */
const inTurns = async (place: Place, asked: Calls, { warmUps, rounds }: Rounds): Promise<CallTimes[]> => {
  const running: Running<'calls'>[] = []
  for (const client of clientNames) running.push(await startJob(place, client, 'calls', asked))
  const taken = running.map((): CallTimes[] => [])
  // The first answer of each was a warm-up too.
  for (let round = 1 - warmUps; round < rounds; round += 1)
    for (const client of round % 2 === 0 ? running.keys() : [...running.keys()].reverse()) {
      const times = await running[client]?.again()
      if (times && round >= 0) taken[client]?.push(times)
    }
  for (const { end } of running) end()
  return taken.map((times) => ({
    wall: median(times.map(({ wall }) => wall)),
    cpu: median(times.map(({ cpu }) => cpu)),
  }))
}

/** Whole answers on connections that are kept alive. */
export const measureCalls = ({ quick }: Effort): Promise<Section> =>
  overTls(async (place) => {
    const asked = { model: 'anthropic.claude-bench', prompt: 100, calls: quick ? 40 : 400 }
    const rounds = quick ? { warmUps: 1, rounds: 1 } : { warmUps: 3, rounds: 9 }
    const inTurn = await inTurns(place, { ...asked, atOnce: 1 }, rounds)
    const together = await inTurns(place, { ...asked, atOnce: 20 }, rounds)
    const ours = inTurn[0]?.cpu ?? Number.NaN
    return {
      title: 'Calls',
      note: 'A short question and a short whole answer, over loopback TLS, connections kept alive: one after the other, and twenty at once. The clients take turns.',
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

const atOnce = 'anthropic.claude-bench'
/**
 * Takes 5 ms to answer, which costs no CPU. A `fetch` that is answered before it has seen its last write through, as only
 * loopback can, closes the connection: a handshake that no call to AWS pays.
 */
const thinking = 'anthropic.claude-bench.thinks'

const prompts = [
  ['1 kB', atOnce, 1000, 200],
  ['100 kB', thinking, 100_000, 50],
  ['5 MB', thinking, 5_000_000, 4],
] as const

/** What a long prompt costs: encoding, hashing, signing, sending. */
export const measurePrompts = ({ quick }: Effort): Promise<Section> =>
  overTls(async (place) => {
    const columns: CallTimes[][] = []
    const rounds = quick ? { warmUps: 1, rounds: 1 } : { warmUps: 3, rounds: 7 }
    for (const [, model, prompt, calls] of prompts)
      columns.push(await inTurns(place, { model, prompt, calls: quick ? 2 : calls, atOnce: 1 }, rounds))
    const cpu = (column: number, row: number): number => columns[column]?.[row]?.cpu ?? Number.NaN
    return {
      title: 'Prompts',
      note: 'Milliseconds of CPU for a call with a prompt of that size, over loopback TLS. The answer to a long one comes after 5 ms. Times ours at 5 MB.',
      head: ['client', ...prompts.map(([name]) => name), 'times ours'],
      rows: clientNames.map((client, row) => [
        clients[client],
        ...prompts.map((_, column) => figure(cpu(column, row))),
        times(cpu(2, row), cpu(2, 0)),
      ]),
    }
  })
