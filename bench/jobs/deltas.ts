import type { Client } from '../clients/client.ts'
import { median } from '../page/section.ts'

export interface Deltas {
  readonly deltas: number
  /** Bytes of a write, or 0: one for each frame. */
  readonly size: number
  /** Streams that are compiled, not measured. */
  readonly warmUps: number
  readonly rounds: number
}

/** Microseconds for each text delta. */
export interface DeltaTimes {
  readonly wall: number
  readonly cpu: number
}

/** Reads the same stream several times. */
export const deltas = async (client: Client, { deltas, size, warmUps, rounds }: Deltas): Promise<DeltaTimes> => {
  const walls: number[] = []
  const cpus: number[] = []
  for (let round = -warmUps; round < rounds; round += 1) {
    const before = process.cpuUsage()
    const begun = performance.now()
    let got = 0
    await client.stream(`anthropic.claude-bench.d${deltas}.w${size}`, 'Hi', () => {
      got += 1
    })
    const wall = performance.now() - begun
    const { user, system } = process.cpuUsage(before)
    if (got !== deltas) throw new Error(`read ${got} of ${deltas} deltas`)
    if (round < 0) continue
    walls.push((wall * 1000) / deltas)
    cpus.push((user + system) / deltas)
  }
  return { wall: median(walls), cpu: median(cpus) }
}
