import { type ClientName, clientNames } from '../clients/client.ts'
import { median } from '../page/section.ts'
import type { Place } from '../process.ts'
import type { Asked } from './job.ts'
import { type Running, startJob } from './run.ts'
import type { Times } from './times.ts'

/** How often each client is asked, and how often of that, at least once, it is not yet measured. */
export interface Rounds {
  readonly warmUps: number
  readonly rounds: number
}

/**
 * The clients take turns, forwards and backwards: who comes first meets a cold server, and what else the machine does falls
 * on all alike. Medians of the rounds.
 */
export const inTurns = async <Name extends 'calls' | 'deltas'>(
  place: Place,
  job: Name,
  asked: Asked<Name>,
  { warmUps, rounds }: Rounds,
): Promise<ReadonlyMap<ClientName, Times>> => {
  const running = new Map<ClientName, Running<Name>>()
  for (const client of clientNames) running.set(client, await startJob(place, client, job, asked))
  const taken = new Map<ClientName, Times[]>(clientNames.map((client) => [client, []]))
  // The first answer of each was a warm-up too.
  for (let round = 1 - warmUps; round < rounds; round += 1)
    for (const client of round % 2 === 0 ? clientNames : clientNames.toReversed()) {
      const times = await running.get(client)?.again()
      if (times && round >= 0) taken.get(client)?.push(times)
    }
  for (const { end } of running.values()) end()
  return new Map(
    [...taken].map(([client, times]) => [
      client,
      { wall: median(times.map(({ wall }) => wall)), cpu: median(times.map(({ cpu }) => cpu)) },
    ]),
  )
}
