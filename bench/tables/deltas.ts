import { type ClientName, clientNames, clients } from '../clients/client.ts'
import { inTurns } from '../jobs/in-turns.ts'
import type { Times } from '../jobs/times.ts'
import { atLeast, atMost, type Effort, figure, type Goal, type Section, times } from '../page/section.ts'
import { withServer } from '../process.ts'

/** Deltas of a stream, and how often it is read: the shorter, the more streams it takes until a client is compiled. */
const lengths = [
  [100, { warmUps: 100, rounds: 60 }],
  [2000, { warmUps: 30, rounds: 20 }],
  [20_000, { warmUps: 8, rounds: 9 }],
  [200_000, { warmUps: 1, rounds: 3 }],
] as const
const tried = [
  [100, { warmUps: 1, rounds: 3 }],
  [2000, { warmUps: 1, rounds: 3 }],
] as const
/** The length at which clients are compared. */
const usual = 20_000

type All = ReadonlyMap<ClientName, ReadonlyMap<number, Times>>

const measure = (size: number, { quick }: Effort): Promise<All> =>
  withServer({}, async (place) => {
    const all = new Map<ClientName, Map<number, Times>>(clientNames.map((client) => [client, new Map()]))
    for (const [deltas, rounds] of quick ? tried : lengths)
      for (const [client, times] of await inTurns(place, 'deltas', { deltas, size }, rounds))
        all.get(client)?.set(deltas, times)
    return all
  })

const cellOf = (times: Times | undefined): string =>
  times === undefined ? '–' : `${figure(times.wall)} · ${figure(times.cpu)}`

/** Microseconds of CPU that each delta beyond the shorter stream takes. */
const further = (times: ReadonlyMap<number, Times>, less: number, more: number): number => {
  const spent = (deltas: number): number => (times.get(deltas)?.cpu ?? Number.NaN) * deltas
  return (spent(more) - spent(less)) / (more - less)
}

const goalsOf = (all: All, compared: number): Goal[] => {
  const of = (client: ClientName): Times => all.get(client)?.get(compared) ?? { wall: Number.NaN, cpu: Number.NaN }
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

const sectionOf = (title: string, how: string, all: All, goals: boolean): Section => {
  const measured = [...(all.get('ours-messages')?.keys() ?? [])]
  const compared = measured.includes(usual) ? usual : (measured.at(-1) ?? usual)
  const ours = all.get('ours-messages')?.get(compared)
  return {
    title,
    note:
      `Microseconds for each text delta of streams of so many, ${how}: wall time · CPU time. What a call costs is in it, so short ` +
      `streams cost more a delta. The clients take turns. Times ours by CPU, at ${compared.toLocaleString('en')}.`,
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
const growth = (all: All): Section => ({
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
