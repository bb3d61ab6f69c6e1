/** What the model's tokenizer may leave around a call. */
const tokens = /<\|(?:python_tag|python_start|python_end|eom_id|eot_id|eom|eot)\|>/y
const space = /\s+/y

/** A place in a text that only moves forward, so that a parse costs one pass whatever the text. */
export class Cursor {
  readonly text: string
  #at = 0

  constructor(text: string) {
    this.text = text
  }

  /** Reads what a sticky pattern matches here; else stays and gives undefined. */
  read(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at
    const found = pattern.exec(this.text)?.[0]
    if (found !== undefined) this.#at += found.length
    return found
  }

  /** Passes over white space and Llama's own tokens. */
  skip(): void {
    while (this.read(space) !== undefined || this.read(tokens) !== undefined);
  }

  /** The next character that means something; undefined at the end. */
  get next(): string | undefined {
    this.skip()
    return this.text[this.#at]
  }

  /** Takes `token` if it comes next. */
  take(token: string): boolean {
    this.skip()
    if (!this.text.startsWith(token, this.#at)) return false
    this.#at += token.length
    return true
  }
}
