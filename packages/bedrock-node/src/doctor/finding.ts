import { BedrockError } from '@x/bedrock-core'

/** One thing the doctor looked at. */
export interface Finding {
  readonly about: 'credentials' | 'region' | 'endpoint' | 'call' | 'clock'
  readonly says: string
  readonly details?: readonly string[]
  /** What is wrong and what to do; absent: nothing is. */
  readonly problem?: string
}

/** The words of a failure. What is no error of ours may hold anything, and is not repeated. */
export const problemOf = (error: unknown): string =>
  BedrockError.is(error) ? error.message : 'Something unforeseen failed. Please report it, with these lines.'

const units = [
  { name: 'day', seconds: 86_400 },
  { name: 'hour', seconds: 3600 },
  { name: 'minute', seconds: 60 },
  { name: 'second', seconds: 1 },
] as const

/** Such as `3 hours`, rounded down. */
export const lasting = (milliseconds: number): string => {
  const seconds = Math.floor(Math.abs(milliseconds) / 1000)
  const unit = units.find((candidate) => seconds >= candidate.seconds) ?? units[3]
  const count = Math.floor(seconds / unit.seconds)
  return `${count} ${unit.name}${count === 1 ? '' : 's'}`
}
