/** Where a form's cache points may stand. */
export interface CachePlaces {
  /** Behind tools. Default true. */
  readonly tools?: boolean
  /** Behind documents, audio and video. Default false. */
  readonly documents?: boolean
  /** A point says how long it lives. Default true. */
  readonly ttl?: boolean
}

/**
 * How a form wants a prompt that has what it `carries`: core's preflight brings every prompt into this shape before `encode`, and
 * says what it changed. What is absent is not asked for.
 */
export interface Takes {
  /** `alternate`: neighbours of one role are joined. */
  readonly roles?: 'alternate'
  /** The conversation begins with the user; else a short turn is put before. */
  readonly first?: 'user'
  /** The assistant's last turn: `trimmed` of white space at its end, or `refused`. */
  readonly prefill?: 'trimmed' | 'refused'
  /** Earlier reasoning: what is signed or redacted, unsigned text too, or none. */
  readonly reasoning?: 'signed' | 'text' | 'none'
  /** Files in the assistant's turns; `false` leaves them out. */
  readonly assistantFiles?: false
  /** Citations are kept where they have no text. */
  readonly blankCitations?: boolean
  /** Makes the id of a tool call legal; must leave a legal one as it is. */
  readonly toolCallId?: (id: string) => string
  /** Stop sequences of white space alone; `false` leaves them out. */
  readonly blankStops?: false
  /** Bounds of settings, and of the family's own options, by their names. */
  readonly ranges?: Readonly<Record<string, readonly [low: number, high: number]>>
  /** Cache points; absent: the form has none. */
  readonly cache?: CachePlaces
}
