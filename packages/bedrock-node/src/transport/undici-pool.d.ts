declare module 'undici/lib/dispatcher/pool.js' {
  import type { Pool as Whole } from 'undici'

  /** What of a pool is there without the rest of undici, which adds `request` and its like. */
  export default class Pool {
    constructor(origin: string, options?: Whole.Options)
    readonly stats: Whole['stats']
    readonly dispatch: Whole['dispatch']
    on(event: 'disconnect', listener: () => void): this
    close(): Promise<void>
  }
}
