import type { NodeFetch } from '@x/bedrock-node'
import { expect, vi } from 'vitest'
import type { Service } from './service.ts'

const timers = (): number => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length

const patience = { timeout: 10_000, interval: 20 }

/**
 * Runs some faults and counts before and after: no rejection that nobody took, no socket but those that the platform keeps
 * idle for its next call, no timer.
 */
export const accounted = async (
  service: Service,
  fetch: NodeFetch | undefined,
  work: () => Promise<void>,
): Promise<void> => {
  const [before, kept] = [timers(), fetch === undefined ? service.open() + 50 : service.open()]
  const unhandled: unknown[] = []
  const note = (reason: unknown): void => void unhandled.push(reason)
  process.on('unhandledRejection', note)
  try {
    await work()
  } finally {
    await fetch?.close()
    process.off('unhandledRejection', note)
  }
  expect(unhandled).toEqual([])
  await vi.waitFor(() => expect(service.open()).toBeLessThanOrEqual(kept), patience)
  // `waitFor` has one of its own.
  await vi.waitFor(() => expect(timers()).toBeLessThanOrEqual(before + 1), patience)
}
