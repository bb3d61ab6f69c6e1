import { setTimeout as sleep } from 'node:timers/promises'
import type { Client } from '../clients/client.ts'

export interface Memory {
  readonly streams: number
  readonly kind: 'idle' | 'flow'
  /** Milliseconds from when all are open until one looks. */
  readonly settle: number
}

export interface MemoryUse {
  /** kB (1,000 bytes) of heap and buffers for each open stream. */
  readonly heap: number
  /** kB of the whole process for each open stream. */
  readonly resident: number
}

const settled = (): { readonly heap: number; readonly resident: number } => {
  globalThis.gc?.()
  globalThis.gc?.()
  const { heapUsed, external, rss } = process.memoryUsage()
  return { heap: heapUsed + external, resident: rss }
}

/** Opens so many streams beside one that is open already, and looks when all have said something. */
export const memory = async (client: Client, { streams, kind, settle }: Memory): Promise<MemoryUse> => {
  const open = (): Promise<void> =>
    new Promise((resolve, reject) => {
      client.stream(`anthropic.claude-bench.${kind}`, 'Hi', () => resolve()).catch(reject)
    })
  await open()
  await sleep(100)
  const before = settled()
  await Promise.all(Array.from({ length: streams }, open))
  await sleep(settle)
  const after = settled()
  const each = (use: 'heap' | 'resident'): number => (after[use] - before[use]) / streams / 1000
  return { heap: each('heap'), resident: each('resident') }
}
