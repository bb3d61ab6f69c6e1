import { type ClientName, clientNames, clients } from '../clients/client.ts'
import type { Memory, MemoryUse } from '../jobs/memory.ts'
import { runJob } from '../jobs/run.ts'
import { atMost, type Effort, figure, type Section } from '../page/section.ts'
import { withServer } from '../process.ts'

const counts = [1, 100, 1000] as const
const kinds: readonly Memory['kind'][] = ['idle', 'flow']

const cellOf = ({ heap, resident }: MemoryUse): string =>
  `${figure(Math.max(0, heap))} · ${figure(Math.max(0, resident))}`

const settle = { idle: 300, flow: 1500 } as const

const largest = 1000

/** What an open stream holds. */
export const measureMemory = ({ quick }: Effort): Promise<Section> =>
  withServer({}, async (place) => {
    const use = new Map<string, MemoryUse>()
    const key = (client: ClientName, kind: string, streams: number): string => `${client} ${kind} ${streams}`
    for (const client of clientNames)
      for (const kind of kinds)
        for (const streams of quick ? counts.slice(0, 1) : counts)
          use.set(
            key(client, kind, streams),
            await runJob(place, client, 'memory', { streams, kind, settle: quick ? 100 : settle[kind] }),
          )
    const of = (client: ClientName, kind: string, streams: number): string => {
      const found = use.get(key(client, kind, streams))
      return found === undefined ? '–' : cellOf(found)
    }
    const ours = (client: ClientName): number => use.get(key(client, 'idle', largest))?.heap ?? Number.NaN
    return {
      title: 'Memory of a stream',
      note: 'kB for each of so many streams that are open at once, after a collection: heap and buffers · the whole process. An idle stream has said one word; one that flows says a word every 200 ms. A single stream shows little more than noise.',
      head: [
        'client',
        ...kinds.flatMap((kind) =>
          counts.map((count) => `${count.toLocaleString('en')} ${kind === 'idle' ? 'idle' : 'flowing'}`),
        ),
      ],
      rows: clientNames.map((client) => [
        clients[client],
        ...kinds.flatMap((kind) => counts.map((count) => of(client, kind, count))),
      ]),
      ...(quick
        ? {}
        : {
            goals: [
              atMost('an idle stream among 1,000, Claude’s own form', 100, 'kB', ours('ours-messages')),
              atMost('an idle stream among 1,000, Converse', 100, 'kB', ours('ours-converse')),
            ],
          }),
    }
  })
