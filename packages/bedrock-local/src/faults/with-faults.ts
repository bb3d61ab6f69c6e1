import { sleep } from '../answer/sleep.ts'
import { following } from '../dialects/seed.ts'
import { Refusal } from '../wire/refusal.ts'
import { isFramed, through } from '../wire/through.ts'
import type { Fault } from './fault.ts'
import { layerFor } from './layers.ts'

/** Numbers from 0 up to 1 that look random and are the same for the same seed. */
export const createChance = (seed: number): (() => number) => {
  // Seeds that lie close give numbers that do at first: they are stirred.
  let state = Math.imul(seed + 1, 0x9e3779b1) >>> 0 || 1
  return () => {
    state = following(state)
    return state / 2 ** 32
  }
}

/** What goes wrong before an answer begins. @throws Refusal */
export const beforeAnswer = async (
  faults: readonly Fault[],
  chance: () => number,
  signal: AbortSignal,
  stream: boolean,
): Promise<void> => {
  for (const fault of faults) {
    if (fault.type === 'latency') await sleep(fault.ms, signal)
    if (fault.type === 'throttle' && chance() < fault.rate)
      throw new Refusal('ThrottlingException', 'Too many requests, please wait before trying again.')
    if (fault.type === 'exception' && (fault.frame === undefined || !stream))
      throw new Refusal(fault.exception, fault.message ?? 'A fault asked for this. (simulated)')
  }
}

/** A response whose body goes wrong as the faults say, on sockets and anywhere else. Latency and refusals are not its matter. */
export const withFaults = (response: Response, faults: readonly Fault[]): Response => {
  const layer = layerFor(faults, isFramed(response))
  return layer === undefined ? response : through(response, layer)
}
