import type { MakeClient } from '../clients/client.ts'
import { type JobName, jobs } from './job.ts'

const isJob = (name: string): name is JobName => Object.hasOwn(jobs, name)

const [endpoint = '', client = '', job = '', asked = '{}'] = process.argv.slice(2)
if (!isJob(job)) throw new Error(`no job "${job}"`)
const { makeClient }: { makeClient: MakeClient } = await import(`../clients/${client}.ts`)
process.send?.(await jobs[job](makeClient(endpoint), JSON.parse(asked)), () => process.exit())
