import type { Client } from '../clients/client.ts'
import { median } from '../page/section.ts'

export interface FirstDelta {
  readonly rounds: number
}

export interface FirstDeltaTimes {
  /** Milliseconds from the start of this process until it had its first delta, its imports included. */
  readonly cold: number
  /** Microseconds from the write of the first bytes until the first delta is in hand, later on. */
  readonly warm: number
}

export const firstDelta = async (client: Client, { rounds }: FirstDelta): Promise<FirstDeltaTimes> => {
  let cold: number | undefined
  const waits: number[] = []
  const read = (): Promise<void> =>
    client.stream('anthropic.claude-bench.first', 'Hi', (text) => {
      cold ??= performance.now()
      waits.push(Number(process.hrtime.bigint() - BigInt(text)) / 1000)
    })
  for (let round = 0; round < rounds; round += 1) await read()
  return { cold: cold ?? Number.NaN, warm: median(waits.slice(Math.ceil(rounds / 3))) }
}
