/** Something a caller asked for that was changed or left out before sending. */
export interface Warning {
  /** A stable word, such as `temperature-removed`. */
  readonly code: string
  /** What was changed and why. */
  readonly message: string
}

/** A warning whose code says what was done; `detail` says where, why, or from what to what. */
export const warningOf = (code: string, detail = ''): Warning => ({
  code,
  message: `Before sending: ${code.replaceAll('-', ' ')}${detail && ` (${detail})`}.`,
})
