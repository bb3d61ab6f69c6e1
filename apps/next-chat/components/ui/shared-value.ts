import { useSyncExternalStore } from 'react'

export interface SharedValue<Value> {
  readonly set: (value: Value) => void
  readonly use: () => Value
}

/** A value that components far from each other share. A server renders the first. */
export const sharedValue = <Value>(first: Value): SharedValue<Value> => {
  let value = first
  const listeners = new Set<() => void>()
  const subscribe = (listener: () => void): (() => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }
  return {
    set: (next) => {
      value = next
      for (const listener of listeners) listener()
    },
    use: () =>
      useSyncExternalStore(
        subscribe,
        () => value,
        () => first,
      ),
  }
}
