import type { Caller, Outcome } from './conformance.ts'

/** What a runtime needs to run the body. */
export interface Stage {
  /** Where the packed packages are laid out as `node_modules`. */
  readonly folder: string
  readonly caller: Caller
  /** Why what is installed on demand is missing; absent where it is there. */
  readonly notInstalled?: string
}

/** Runs the whole body once. A string says why this machine cannot. */
export type Runtime = (stage: Stage) => Promise<readonly Outcome[] | string>
