import { type Warning, warningOf } from '../speech/warning.ts'

/**
 * Gives a value back, or what goes in its place where something is `against` it, which becomes a warning: `what`-`done`, such
 * as `effort-lowered`.
 */
export type Keep = <Value, Instead = undefined>(
  what: string,
  value: Value,
  against: string | false | undefined,
  instead?: Instead,
  done?: string,
) => Value | Instead

/** Keeps settings, and takes note in a list of those that could not be kept. */
export const keeping =
  (warnings: Warning[]): Keep =>
  <Value, Instead>(
    what: string,
    value: Value,
    against: string | false | undefined,
    instead?: Instead,
    done = 'removed',
  ): Value | Instead => {
    if (!against || value === undefined) return value
    warnings.push(warningOf(`${what}-${done}`, instead === undefined ? against : `to ${instead}, ${against}`))
    return instead as Instead
  }
