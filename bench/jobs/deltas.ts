import type { Client } from '../clients/client.ts'
import type { Times } from './times.ts'

export interface Deltas {
  readonly deltas: number
  /** Bytes of a write, or 0: one for each frame. */
  readonly size: number
}

/** Reads one stream: microseconds for each of its text deltas. */
export const deltas = async (client: Client, { deltas, size }: Deltas): Promise<Times> => {
  const before = process.cpuUsage()
  const begun = performance.now()
  let got = 0
  await client.stream(`anthropic.claude-bench.d${deltas}.w${size}`, 'Hi', () => {
    got += 1
  })
  const wall = performance.now() - begun
  const { user, system } = process.cpuUsage(before)
  if (got !== deltas) throw new Error(`read ${got} of ${deltas} deltas`)
  return { wall: (wall * 1000) / deltas, cpu: (user + system) / deltas }
}
