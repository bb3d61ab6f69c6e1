import { useEffect, useRef } from 'react'

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
