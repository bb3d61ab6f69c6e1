import { randomUUID } from 'node:crypto'
import { simulatedFlag } from '../place.ts'
import { Recording } from './recording.ts'

/**
 * Requests hold system prompts and documents, which a page's visitors need not see: the inspector is on beside a local
 * Bedrock and in development, and elsewhere where `WIRE_INSPECTOR=1` says so.
 */
export const inspects = (environment: Readonly<Record<string, string | undefined>>): boolean =>
  environment['WIRE_INSPECTOR']?.trim()
    ? environment['WIRE_INSPECTOR'].trim() === '1'
    : environment[simulatedFlag] === '1' || environment['NODE_ENV'] === 'development'

/** The last recordings, by ids that only those know who asked. */
export class Ring {
  readonly #kept = new Map<string, Recording>()
  readonly #most: number

  constructor(most = 64) {
    this.#most = most
  }

  begin(): { readonly id: string; readonly recording: Recording } {
    const id = randomUUID()
    const recording = new Recording()
    this.#kept.set(id, recording)
    const [oldest] = this.#kept.keys()
    if (this.#kept.size > this.#most && oldest !== undefined) this.#kept.delete(oldest)
    return { id, recording }
  }

  get(id: string): Recording | undefined {
    return this.#kept.get(id)
  }
}

// Next bundles each route by itself: a value of a module would be one ring a route.
const shared = globalThis as { wireRing?: Ring }

/** This process's recordings: at most 64, of 1 MiB each. */
export const ring = (): Ring => {
  shared.wireRing ??= new Ring()
  return shared.wireRing
}
