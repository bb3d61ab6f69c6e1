import { abortedError } from '../errors/aborted.ts'

/** What several workers have to say at once, for one reader. */
export class Mailbox<Item> {
  #items: Item[] = []
  #closed = false
  #wake: (() => void) | undefined

  put(item: Item): void {
    this.#items.push(item)
    this.#wake?.()
  }

  close(): void {
    this.#closed = true
    this.#wake?.()
  }

  /** All that has come, waiting for the first; undefined at the end. @throws BedrockError `aborted` at once, whoever still works */
  async take(signal: AbortSignal): Promise<Item[] | undefined> {
    if (this.#items.length === 0 && !this.#closed && !signal.aborted)
      await new Promise<void>((resolve) => {
        const wake = (): void => {
          signal.removeEventListener('abort', wake)
          this.#wake = undefined
          resolve()
        }
        this.#wake = wake
        signal.addEventListener('abort', wake)
      })
    if (signal.aborted) throw abortedError(signal)
    const items = this.#items
    this.#items = []
    return items.length === 0 ? undefined : items
  }
}
