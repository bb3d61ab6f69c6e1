import type { Warning } from '@x/bedrock-core/family'

/** A turn of which nothing is left to decide: trimmed, special tokens made harmless, image tokens before the text. */
export interface WrittenTurn {
  readonly role: 'user' | 'assistant'
  readonly text: string
}

/** How one generation of Llama wants its prompt. */
export interface Template {
  /** Stands for one image; absent where the generation has no eyes. */
  readonly image?: string
  /** Finds the first character of whatever the tokenizer would read as a special token in a caller's text. */
  readonly special: RegExp
  /** Ends open, where the assistant is to go on: behind a last turn of its own, too. */
  write(system: string, turns: readonly WrittenTurn[], warnings: Warning[]): string
}
