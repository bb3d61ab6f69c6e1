import type { MakeClient } from '../clients/client.ts'
import { type JobName, jobs } from './job.ts'

const isJob = (name: string): name is JobName => Object.hasOwn(jobs, name)

const [endpoint = '', client = '', job = '', asked = '{}'] = process.argv.slice(2)
if (!isJob(job)) throw new Error(`no job "${job}"`)
const { makeClient }: { makeClient: MakeClient } = await import(`../clients/${client}.ts`)
const bench = makeClient(endpoint)
const tell = async (): Promise<void> => {
  process.send?.(await jobs[job](bench, JSON.parse(asked)))
}
process.on('message', tell)
process.on('disconnect', () => process.exit())
await tell()
