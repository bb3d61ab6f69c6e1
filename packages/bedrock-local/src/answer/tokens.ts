import type { AnswerStep } from './step.ts'

/** Characters that count as one token here. Not a tokenizer: an estimate that is the same on every run. */
export const charactersPerToken = 4

/** The estimated tokens of a text. */
export const tokensIn = (text: string): number => Math.ceil(text.length / charactersPerToken)

/** Counts what an answer says, and ends it at the caller's limit. */
export class TokenMeter {
  #limit: number
  #characters = 0

  constructor(maxTokens: number | undefined) {
    this.#limit = (maxTokens ?? Number.POSITIVE_INFINITY) * charactersPerToken
  }

  /** From here on there is no limit. */
  release(): void {
    this.#limit = Number.POSITIVE_INFINITY
  }

  get tokens(): number {
    return Math.max(1, Math.ceil(this.#characters / charactersPerToken))
  }

  /** The step, or as much of it as the limit leaves; undefined where nothing is left. */
  admit<Step extends AnswerStep>(step: Step): Step | undefined {
    if (!('text' in step)) return step
    const room = this.#limit - this.#characters
    if (room <= 0) return undefined
    this.#characters += Math.min(room, step.text.length)
    return step.text.length <= room ? step : { ...step, text: step.text.slice(0, room) }
  }
}
