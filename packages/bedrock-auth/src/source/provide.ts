import { BedrockError } from '@x/bedrock-core'

/** What a source answered when asked. */
export interface Note {
  readonly source: string
  readonly outcome: 'found' | 'absent' | 'broken'
  /** Why not; never holds a secret. */
  readonly reason?: string
}

/** Handed to a source by who asks it. Plain functions may ignore it. */
export type Ask = {
  /** Aborts the waiting. A refresh that others wait for as well goes on. */
  readonly signal?: AbortSignal | undefined
  /** Hears what each source answered. */
  readonly note?: (note: Note) => void
  /** A value that the service has refused: a cache that holds this very one asks its origin again. */
  readonly refused?: unknown
}

/**
 * A source of credentials or keys. `undefined`: nothing is configured here, ask the next. A throw: configured, but
 * broken; nobody else is asked. AWS SDK credential providers fit.
 */
export type Provide<T> = (ask?: Ask) => Promise<T | undefined>

/** Answers "nothing here" and says why. */
export const absent = (ask: Ask | undefined, source: string, reason: string): undefined => {
  ask?.note?.({ source, outcome: 'absent', reason })
  return undefined
}

/** Answers with a value and says who had it. */
export const found = <T>(ask: Ask | undefined, source: string, value: T): T => {
  ask?.note?.({ source, outcome: 'found' })
  return value
}

/** A source that is configured but does not work. `problem` and `advice` are sentences without secrets. */
export const broken = (
  source: string,
  problem: string,
  advice: string,
  cause?: unknown,
): BedrockError<'broken-credentials'> =>
  new BedrockError('broken-credentials', `${source}: ${problem} ${advice}`, { cause })
