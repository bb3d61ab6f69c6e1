import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import type { Store } from './store.ts'
import { useLeave } from './use-leave.ts'

/** A component's own store, whose options are never stale, and what it published last. */
export const useOwnStore = <Options, Own extends Store<Snapshot> & { stop(): void }, Snapshot>(
  options: Options,
  make: (begin: Options, latest: () => Options) => Own & Store<Snapshot>,
): readonly [Own, Snapshot] => {
  const latest = useRef(options)
  const [own] = useState(() => make(options, () => latest.current))
  useEffect(() => {
    latest.current = options
  })
  useLeave(own)
  return [own, useSyncExternalStore(own.subscribe, own.snapshot, own.initialSnapshot)]
}
