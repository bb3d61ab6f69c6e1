import type { ClientName } from '../clients/client.ts'
import { begin, heard, type Place } from '../process.ts'
import type { Asked, JobName, Told } from './job.ts'

const isObject = (message: unknown): message is object => typeof message === 'object' && message !== null

/** One client in a process of its own, which stays for more of the same. */
export interface Running<Name extends JobName> {
  readonly first: Told<Name>
  readonly again: () => Promise<Told<Name>>
  readonly end: () => void
}

export const startJob = async <Name extends JobName>(
  { endpoint, authority }: Place,
  client: ClientName,
  job: Name,
  asked: Asked<Name>,
): Promise<Running<Name>> => {
  const is = (message: unknown): message is Told<Name> => isObject(message)
  const env = authority === undefined ? {} : { NODE_EXTRA_CA_CERTS: authority }
  const { child, message } = begin('./jobs/worker.ts', [endpoint, client, job, JSON.stringify(asked)], is, env)
  return {
    first: await message,
    again: () => {
      child.send('again')
      return heard(child, is)
    },
    end: () => child.disconnect(),
  }
}

/** Has one client do one job, once. */
export const runJob = async <Name extends JobName>(
  place: Place,
  client: ClientName,
  job: Name,
  asked: Asked<Name>,
): Promise<Told<Name>> => {
  const { first, end } = await startJob(place, client, job, asked)
  end()
  return first
}
