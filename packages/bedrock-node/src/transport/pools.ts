/// <reference path="./undici-pool.d.ts" />
import type { Dispatcher, Pool as WholePool } from 'undici'
// Alone it loads in a third of the time of all of undici, which would also set itself up as the process's global dispatcher.
import Pool from 'undici/lib/dispatcher/pool.js'

/** Connections, by the origin that they lead to. */
export interface Pools {
  readonly of: (origin: string) => Pick<Dispatcher, 'dispatch'>
  /** Lets running calls end, then closes every connection. */
  readonly close: () => Promise<void>
}

/**
 * What undici's own Agent is for. That one counts what a closed pool's connections end against the pool that came after it
 * (7.30), and may from then on open a connection for each call.
 */
export const createPools = (options: WholePool.Options): Pools => {
  const pools = new Map<string, Pool>()
  const open = (origin: string): Pool => {
    const pool = new Pool(origin, options)
    // One that nobody uses is let go, so that its ended connections do not pile up after a rush.
    return pool.on('disconnect', () => {
      const { connected, size } = pool.stats
      if (connected > 0 || size > 0 || pools.get(origin) !== pool) return
      pools.delete(origin)
      void pool.close()
    })
  }
  return {
    of: (origin) => {
      const pool = pools.get(origin) ?? open(origin)
      pools.set(origin, pool)
      return pool
    },
    close: async () => {
      await Promise.all([...pools.values()].map((pool) => pool.close()))
    },
  }
}
