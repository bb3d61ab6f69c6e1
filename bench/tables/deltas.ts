import { type ClientName, clientNames, clients } from '../clients/client.ts'
import type { DeltaTimes } from '../jobs/deltas.ts'
import { runJob } from '../jobs/run.ts'
import { atLeast, atMost, type Effort, figure, type Goal, type Section, times } from '../page/section.ts'
import { withServer } from '../process.ts'

/** Deltas of a stream, how many streams are compiled, and how many are measured: the longest compile themselves. */
const lengths = [
  [100, 30, 60],
  [2000, 20, 20],
  [20_000, 2, 7],
  [200_000, 0, 3],
] as const
const tried = [
  [100, 1, 3],
  [2000, 1, 3],
] as const
/** The length at which clients are compared. */
const usual = 20_000

type Times = ReadonlyMap<ClientName, ReadonlyMap<number, DeltaTimes>>

const measure = (size: number, { quick }: Effort): Promise<Times> =>
  withServer({}, async (place) => {
    const all = new Map<ClientName, Map<number, DeltaTimes>>()
    for (const client of clientNames) {
      const times = new Map<number, DeltaTimes>()
      for (const [deltas, warmUps, rounds] of quick ? tried : lengths)
        times.set(deltas, await runJob(place, client, 'deltas', { deltas, size, warmUps, rounds }))
      all.set(client, times)
    }
    return all
  })

const cellOf = (times: DeltaTimes | undefined): string =>
  times === undefined ? '–' : `${figure(times.wall)} · ${figure(times.cpu)}`

/** Microseconds of CPU that each delta beyond the shorter stream takes. */
const further = (times: ReadonlyMap<number, DeltaTimes>, less: number, more: number): number => {
  const spent = (deltas: number): number => (times.get(deltas)?.cpu ?? Number.NaN) * deltas
  return (spent(more) - spent(less)) / (more - less)
}

const goalsOf = (all: Times, compared: number): Goal[] => {
  const of = (client: ClientName): DeltaTimes => all.get(client)?.get(compared) ?? { wall: Number.NaN, cpu: Number.NaN }
  const theirs = Math.min(of('aws-sdk-http1').cpu, of('aws-sdk-http2').cpu)
  const own = all.get('ours-messages') ?? new Map()
  const forms = [
    ['Claude’s own form', of('ours-messages')],
    ['Converse', of('ours-converse')],
  ] as const
  return [
    ...forms.map(([form, { wall }]) => atMost(`\`streamText\`, a text delta, ${form}`, 5, 'µs', wall)),
    ...forms.map(([form, { cpu }]) =>
      atLeast(`the AWS SDK’s raw events of Converse against \`streamText\`, ${form}, CPU`, 4, 'times', theirs / cpu),
    ),
    atMost(
      'each delta from 20,000 to 200,000 against each from 2,000 to 20,000',
      1.25,
      'times',
      further(own, 20_000, 200_000) / further(own, 2000, 20_000),
    ),
  ]
}

const sectionOf = (title: string, how: string, all: Times, goals: boolean): Section => {
  const measured = [...(all.get('ours-messages')?.keys() ?? [])]
  const compared = measured.includes(usual) ? usual : (measured.at(-1) ?? usual)
  const ours = all.get('ours-messages')?.get(compared)
  return {
    title,
    note:
      `Microseconds for each text delta of streams of so many, ${how}: wall time · CPU time. What a call costs is in it, so short ` +
      `streams cost more a delta. Times ours by CPU, at ${compared.toLocaleString('en')}.`,
    head: ['client', ...measured.map((deltas) => deltas.toLocaleString('en')), 'times ours'],
    rows: clientNames.map((client) => {
      const own = all.get(client)
      return [
        clients[client],
        ...measured.map((deltas) => cellOf(own?.get(deltas))),
        times(own?.get(compared)?.cpu ?? Number.NaN, ours?.cpu ?? Number.NaN),
      ]
    }),
    ...(goals ? { goals: goalsOf(all, compared) } : {}),
  }
}

const steps = [
  [100, 2000],
  [2000, 20_000],
  [20_000, 200_000],
] as const

/** Flat, or not: what a delta costs does not grow with what came before it. */
const growth = (all: Times): Section => ({
  title: 'Each further delta',
  note: 'Microseconds of CPU for each delta by which one stream is longer than the other, 16 kB writes: flat where nothing grows with what came before.',
  head: ['client', ...steps.map(([less, more]) => `${less.toLocaleString('en')} to ${more.toLocaleString('en')}`)],
  rows: clientNames.map((client) => [
    clients[client],
    ...steps.map(([less, more]) => {
      const value = further(all.get(client) ?? new Map(), less, more)
      return Number.isNaN(value) ? '–' : figure(value)
    }),
  ]),
})

export const measureDeltas = async (effort: Effort): Promise<Section[]> => {
  const large = await measure(16_384, effort)
  const single = await measure(0, effort)
  return [
    sectionOf('Text deltas, 16 kB writes', 'in writes of 16 kB', large, !effort.quick),
    sectionOf('Text deltas, one frame a write', 'each frame in a write of its own', single, false),
    growth(large),
  ]
}
