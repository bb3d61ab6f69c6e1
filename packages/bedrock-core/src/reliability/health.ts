/** Remembers for a while which targets have failed, so that they are asked last. */
export class Health<Target> {
  readonly #until = new Map<Target, number>()
  readonly #cooldown: number
  readonly #now: () => number

  constructor(cooldown: number, now: () => number) {
    this.#cooldown = cooldown
    this.#now = now
  }

  failed(target: Target): void {
    this.#until.set(target, this.#now() + this.#cooldown)
  }

  answered(target: Target): void {
    this.#until.delete(target)
  }

  /** As given, but those that have just failed behind the others. */
  inOrder(targets: readonly Target[]): readonly Target[] {
    const now = this.#now()
    const ill = (target: Target): number => Number((this.#until.get(target) ?? 0) > now)
    return targets.toSorted((left, right) => ill(left) - ill(right))
  }
}
