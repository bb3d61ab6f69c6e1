import { nextFrame, type Schedule } from './frame.ts'

/** What React's `useSyncExternalStore` takes: immutable snapshots, and a call after each. */
export interface Store<Snapshot> {
  /** What was published last. */
  snapshot(): Snapshot
  /** The first snapshot: what a server renders and a browser hydrates. */
  initialSnapshot(): Snapshot
  /** Calls the listener after each publication; the result unsubscribes. */
  subscribe(listener: () => void): () => void
}

/** A store's other side. */
export interface Publisher<Snapshot> extends Store<Snapshot> {
  /** Publishes what changed. */
  publish(changed: Partial<Snapshot>): void
  /** Publishes with the next frame, unless something is published before. */
  publishSoon(changed: () => Partial<Snapshot>): void
}

export const createStore = <Snapshot>(initial: Snapshot, schedule: Schedule = nextFrame): Publisher<Snapshot> => {
  const listeners = new Set<() => void>()
  let published = initial
  let callOff: (() => void) | undefined
  const publish = (changed: Partial<Snapshot>): void => {
    callOff?.()
    callOff = undefined
    published = { ...published, ...changed }
    for (const listener of listeners) listener()
  }
  return {
    snapshot: () => published,
    initialSnapshot: () => initial,
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    publish,
    publishSoon(changed) {
      callOff ??= schedule(() => publish(changed()))
    },
  }
}
