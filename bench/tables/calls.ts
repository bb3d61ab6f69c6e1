import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ClientName, clientNames, clients } from '../clients/client.ts'
import { inTurns } from '../jobs/in-turns.ts'
import type { Times } from '../jobs/times.ts'
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

const unknown: Times = { wall: Number.NaN, cpu: Number.NaN }

/** Whole answers on connections that are kept alive. */
export const measureCalls = ({ quick }: Effort): Promise<Section> =>
  overTls(async (place) => {
    const asked = { model: 'anthropic.claude-bench', prompt: 100, calls: quick ? 40 : 400 }
    const rounds = quick ? { warmUps: 1, rounds: 1 } : { warmUps: 3, rounds: 9 }
    const inTurn = await inTurns(place, 'calls', { ...asked, atOnce: 1 }, rounds)
    const together = await inTurns(place, 'calls', { ...asked, atOnce: 20 }, rounds)
    const of = (client: ClientName): Times => inTurn.get(client) ?? unknown
    return {
      title: 'Calls',
      note: 'A short question and a short whole answer, over loopback TLS, connections kept alive: one after the other, and twenty at once. The clients take turns.',
      head: ['client', 'ms', 'CPU ms', 'calls a second', 'twenty at once', 'times ours, CPU'],
      rows: clientNames.map((client) => {
        const alone = of(client)
        const crowd = together.get(client)?.wall ?? Number.NaN
        return [
          clients[client],
          figure(alone.wall),
          figure(alone.cpu),
          figure(1000 / alone.wall),
          figure(1000 / crowd),
          times(alone.cpu, of('ours-messages').cpu),
        ]
      }),
      goals: [
        atMost('a call over loopback TLS, Claude’s own form', 0.9, 'ms', of('ours-messages').wall),
        atMost('a call over loopback TLS, Converse', 0.9, 'ms', of('ours-converse').wall),
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
    const columns: ReadonlyMap<ClientName, Times>[] = []
    const rounds = quick ? { warmUps: 1, rounds: 1 } : { warmUps: 3, rounds: 7 }
    for (const [, model, prompt, calls] of prompts)
      columns.push(await inTurns(place, 'calls', { model, prompt, calls: quick ? 2 : calls, atOnce: 1 }, rounds))
    const cpu = (column: number, client: ClientName): number => (columns[column]?.get(client) ?? unknown).cpu
    return {
      title: 'Prompts',
      note: 'Milliseconds of CPU for a call with a prompt of that size, over loopback TLS. The answer to a long one comes after 5 ms. Times ours at 5 MB.',
      head: ['client', ...prompts.map(([name]) => name), 'times ours'],
      rows: clientNames.map((client) => [
        clients[client],
        ...prompts.map((_, column) => figure(cpu(column, client))),
        times(cpu(2, client), cpu(2, 'ours-messages')),
      ]),
    }
  })
