import type { Client } from '../clients/client.ts'
import { median } from '../page/section.ts'

export interface Calls {
  /** Characters of the prompt. */
  readonly prompt: number
  /** How often it is measured. */
  readonly rounds: number
  /** Calls of a round. */
  readonly calls: number
  /** Calls under way at once. */
  readonly atOnce: number
}

export interface CallTimes {
  /** Milliseconds of wall time for each call. */
  readonly wall: number
  /** Milliseconds of this process's CPU for each call. */
  readonly cpu: number
}

/** Asks for whole answers on connections that are kept alive. */
export const calls = async (client: Client, { prompt, rounds, calls, atOnce }: Calls): Promise<CallTimes> => {
  const text = 'words '.repeat(Math.ceil(prompt / 6))
  const askInTurn = async (count: number): Promise<void> => {
    for (let call = 0; call < count; call += 1) {
      if ((await client.ask('anthropic.claude-bench', text)) === '') throw new Error('an answer without text')
    }
  }
  const round = (): Promise<unknown> =>
    Promise.all(Array.from({ length: atOnce }, () => askInTurn(Math.ceil(calls / atOnce))))
  // Compiled and connected, not measured.
  await round()
  await round()
  const walls: number[] = []
  const cpus: number[] = []
  for (let done = 0; done < rounds; done += 1) {
    const before = process.cpuUsage()
    const begun = performance.now()
    await round()
    walls.push((performance.now() - begun) / calls)
    const { user, system } = process.cpuUsage(before)
    cpus.push((user + system) / 1000 / calls)
  }
  return { wall: median(walls), cpu: median(cpus) }
}
