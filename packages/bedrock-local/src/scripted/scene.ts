import type { Ask } from '../answer/ask.ts'
import type { AnswerStep } from '../answer/step.ts'

/** What a scene sees. */
export interface Setting {
  readonly ask: Ask
  /** The last user text. */
  readonly prompt: string
  /** How often this prompt was seen before by this answerer, since it last went through. */
  readonly attempts: number
}

/** One thing the scripted answerer can play. The first scene that fits is played. */
export interface Scene {
  readonly name: string
  readonly fits: (setting: Setting) => boolean
  /** Whole steps; the answerer cuts them into pieces and takes its time. */
  readonly play: (setting: Setting) => readonly AnswerStep[]
}

/** A text step. */
export const say = (text: string): AnswerStep => ({ type: 'text', text })
