import { getEventListeners } from 'node:events'
import type { NodeFetch } from '@x/bedrock-node'
import { expect, vi } from 'vitest'
import type { Service } from './service.ts'

const countOf = (kind: string): number => process.getActiveResourcesInfo().filter((name) => name === kind).length

const patience = { timeout: 10_000, interval: 20 }

/**
 * Runs some faults and counts before and after: no rejection that nobody took, no warning of too many listeners, no timer, no
 * listener on the signal that the calls were given, no connection in mid-answer, and no socket but those that the platform
 * keeps idle for its next call.
 */
export const accounted = async (
  service: Service,
  fetch: NodeFetch | undefined,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> => {
  const kept = fetch === undefined ? 50 : 0
  const [timers, sockets, open] = [countOf('Timeout'), countOf('TCPSocketWrap'), service.open()]
  const { signal } = new AbortController()
  const unhandled: unknown[] = []
  const note = (reason: unknown): void => void unhandled.push(reason)
  const noteWarning = (warning: Error): void => void (/listeners/i.test(warning.message) && note(warning))
  process.on('unhandledRejection', note).on('warning', noteWarning)
  try {
    await work(signal)
  } finally {
    await fetch?.close()
    process.off('unhandledRejection', note).off('warning', noteWarning)
  }
  expect(unhandled).toEqual([])
  expect(getEventListeners(signal, 'abort')).toEqual([])
  await vi.waitFor(() => expect(service.busy()).toBe(0), patience)
  await vi.waitFor(() => expect(service.open()).toBeLessThanOrEqual(open + kept), patience)
  // Both ends of each connection are of this process.
  await vi.waitFor(() => expect(countOf('TCPSocketWrap')).toBeLessThanOrEqual(sockets + 2 * kept), patience)
  // `waitFor` has one of its own.
  await vi.waitFor(() => expect(countOf('Timeout')).toBeLessThanOrEqual(timers + 1), patience)
}
