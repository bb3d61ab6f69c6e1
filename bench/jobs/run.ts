import type { ClientName } from '../clients/client.ts'
import { begin, type Place } from '../process.ts'
import type { Asked, JobName, Told } from './job.ts'

const isObject = (message: unknown): message is object => typeof message === 'object' && message !== null

/** Has one client do one job, in a process of its own. */
export const runJob = async <Name extends JobName>(
  { endpoint, authority }: Place,
  client: ClientName,
  job: Name,
  asked: Asked<Name>,
): Promise<Told<Name>> => {
  const is = (message: unknown): message is Told<Name> => isObject(message)
  const env = authority === undefined ? {} : { NODE_EXTRA_CA_CERTS: authority }
  return begin('./jobs/worker.ts', [endpoint, client, job, JSON.stringify(asked)], is, env).message
}
