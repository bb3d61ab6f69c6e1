import { median } from '../table.ts'

/** One stream, read to its end. Gives how many text deltas came. */
export type ReadStream = (endpoint: string, modelId: string) => Promise<number>

export interface Timing {
  /** Microseconds of wall time per text delta. */
  readonly wall: number
  /** Microseconds of this process's CPU time per text delta. */
  readonly cpu: number
}

const timed = async (read: ReadStream, endpoint: string, modelId: string, deltas: number): Promise<Timing> => {
  const cpu = process.cpuUsage()
  const start = performance.now()
  const got = await read(endpoint, modelId)
  const wall = performance.now() - start
  const { user, system } = process.cpuUsage(cpu)
  if (got !== deltas) throw new Error(`read ${got} of ${deltas} deltas`)
  return { wall: (wall * 1000) / deltas, cpu: (user + system) / deltas }
}

/** Reads the same stream several times in this process and reports the median to the parent. */
export const runClient = async (read: ReadStream): Promise<void> => {
  const [endpoint = '', deltas = '0', size = '0', rounds = '1'] = process.argv.slice(2)
  const modelId = `anthropic.claude-bench.d${deltas}.w${size}`
  const timings: Timing[] = []
  // The first streams are compiled, not measured.
  const warmUps = Math.min(5, Number(rounds))
  for (let round = -warmUps; round < Number(rounds); round += 1) {
    const timing = await timed(read, endpoint, modelId, Number(deltas))
    if (round >= 0) timings.push(timing)
  }
  process.send?.({
    wall: median(timings.map((timing) => timing.wall)),
    cpu: median(timings.map((timing) => timing.cpu)),
  } satisfies Timing)
  process.disconnect?.()
}
