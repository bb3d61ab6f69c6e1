import type { Takes } from '../family/takes.ts'
import type { Turn } from '../speech/prompt.ts'
import type { Fix } from './rules.ts'

export type Part = Turn['content'][number]

/** A turn on its way; `at` is its place among the messages it came from. */
export interface Leg {
  readonly role: Turn['role']
  readonly content: readonly Part[]
  readonly at: number
}

/** Takes note of a fix, and of the message that it was made in. */
export type Note = (fix: Fix, at?: number) => undefined

/** What the rules go by. */
export interface Flight {
  readonly takes: Takes
  /** The form's name: raw parts say whose they are. */
  readonly form: string
  readonly note: Note
  /** How a caller calls the message at this place. */
  readonly message: (at: number) => string
}
