import type { Client } from '../clients/client.ts'
import type { Times } from './times.ts'

export interface Calls {
  readonly model: string
  /** Characters of the prompt. */
  readonly prompt: number
  readonly calls: number
  /** Calls under way at once. */
  readonly atOnce: number
}

/** Asks for whole answers on connections that are kept alive, one round: milliseconds for each. */
export const calls = async (client: Client, { model, prompt, calls, atOnce }: Calls): Promise<Times> => {
  const text = 'words '.repeat(Math.ceil(prompt / 6))
  const askInTurn = async (): Promise<void> => {
    for (let call = 0; call < calls / atOnce; call += 1)
      if ((await client.ask(model, text)) === '') throw new Error('an answer without text')
  }
  const before = process.cpuUsage()
  const begun = performance.now()
  await Promise.all(Array.from({ length: atOnce }, askInTurn))
  const wall = (performance.now() - begun) / calls
  const { user, system } = process.cpuUsage(before)
  return { wall, cpu: (user + system) / 1000 / calls }
}
