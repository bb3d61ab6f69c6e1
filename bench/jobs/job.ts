import { calls } from './calls.ts'
import { deltas } from './deltas.ts'
import { firstDelta } from './first-delta.ts'
import { memory } from './memory.ts'

/** What a client's process can be asked to do. */
export const jobs: Jobs = { calls, deltas, 'first-delta': firstDelta, memory }

export interface Jobs {
  readonly calls: typeof calls
  readonly deltas: typeof deltas
  readonly 'first-delta': typeof firstDelta
  readonly memory: typeof memory
}

export type JobName = keyof Jobs
export type Asked<Name extends JobName> = Parameters<Jobs[Name]>[1]
export type Told<Name extends JobName> = Awaited<ReturnType<Jobs[Name]>>
