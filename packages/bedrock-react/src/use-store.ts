import { type RefObject, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import type { Store } from './store.ts'

/** A component's latest options, for what lives longer than one rendering. */
export const useLatest = <Value>(value: Value): RefObject<Value> => {
  const latest = useRef(value)
  useEffect(() => {
    latest.current = value
  })
  return latest
}

/** Leaves what is a component's own when the component leaves, but not when strict mode only pretends so. */
export const useLeave = <Own extends { stop(reason?: 'left'): void }>(own: Own): void => {
  const present = useRef<Own>(undefined)
  useEffect(() => {
    present.current = own
    return () => {
      present.current = undefined
      setTimeout(() => present.current === own || own.stop('left'))
    }
  }, [own])
}

/** What a component makes for a key, and makes anew for another one. */
export const useKeyed = <Own>(key: unknown, make: () => Own): Own => {
  const fresh = (): { readonly key: unknown; readonly own: Own } => ({ key, own: make() })
  const [held, setHeld] = useState(fresh)
  if (held.key === key) return held.own
  const next = fresh()
  setHeld(next)
  return next.own
}

/** A component's own store, whose options are never stale, and what it published last. */
export const useOwnStore = <Options, Own extends Store<Snapshot> & { stop(): void }, Snapshot>(
  options: Options,
  make: (begin: Options, latest: () => Options) => Own & Store<Snapshot>,
): readonly [Own, Snapshot] => {
  const latest = useLatest(options)
  const [own] = useState(() => make(options, () => latest.current))
  useLeave(own)
  return [own, useSyncExternalStore(own.subscribe, own.snapshot, own.initialSnapshot)]
}
