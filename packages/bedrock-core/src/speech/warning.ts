/** Something a caller asked for that was changed or left out before sending. */
export interface Warning {
  /** A stable word, such as `temperature-removed`. */
  readonly code: string
  /** What was changed and why. */
  readonly message: string
}
