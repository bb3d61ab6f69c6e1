import type { LanguageModel } from '../client/language-model.ts'
import { BedrockError } from '../errors/bedrock-error.ts'
import type { TriedTarget } from '../speech/generation.ts'
import type { FailoverOptions } from './failover-options.ts'
import { type FailoverTarget, withTries } from './failover-target.ts'
import { staysIn } from './geography.ts'
import { Health } from './health.ts'
import { movesOn } from './moves-on.ts'
import { afterTried, triedTarget } from './tried.ts'

/** What is asked next, and what had failed before it. */
export interface Turn {
  readonly target: FailoverTarget
  readonly model: LanguageModel
  readonly tried: readonly TriedTarget[]
}

/** Asks one target after the other until one begins to answer. */
export type FirstToAnswer = <T>(
  targets: readonly FailoverTarget[],
  signal: AbortSignal | undefined,
  ask: (turn: Turn) => Promise<T>,
) => Promise<T>

const regionsOf = (targets: readonly FailoverTarget[]): Promise<readonly string[]> =>
  Promise.all(targets.map(({ model }) => model.connection.region()))

/** @throws BedrockError `invalid-argument` where none is left */
const within = async (targets: readonly FailoverTarget[], stayIn: FailoverOptions['stayIn']) => {
  if (stayIn === undefined) return targets
  const regions = await regionsOf(targets)
  const inside = targets.filter(({ model }, index) => staysIn(model.id, regions[index] ?? '', [stayIn].flat()))
  if (inside.length > 0) return inside
  throw new BedrockError(
    'invalid-argument',
    `No target of failover() is sure to stay in ${[stayIn].flat().join(', ')}. Add one by its region, or a profile of that geography. Nothing was sent.`,
  )
}

export const firstToAnswer = (options: FailoverOptions): FirstToAnswer => {
  const { stayIn, tries = 1, cooldown = 10_000, moveOn, now = () => performance.now() } = options
  const health = new Health<FailoverTarget>(cooldown, now)
  return async (targets, signal, ask) => {
    const order = health.inOrder(await within(targets, stayIn))
    const tried: TriedTarget[] = []
    for (let turn = 0; ; turn += 1) {
      const target = order[turn]
      if (target === undefined) throw new BedrockError('invalid-argument', 'failover() has no target that serves this.')
      const last = turn === order.length - 1
      try {
        const model = last ? target.model : withTries(target.model, tries)
        const answer = await ask({ target, model, tried })
        health.answered(target)
        return answer
      } catch (cause) {
        if (!BedrockError.is(cause)) throw cause
        const goesOn = !signal?.aborted && (moveOn?.(cause) ?? movesOn(cause))
        // What a family cannot carry says nothing of its health.
        if (goesOn && cause.code !== 'unsupported') health.failed(target)
        if (last || !goesOn) throw afterTried(cause, tried)
        const region = await target.model.connection.region().catch(() => undefined)
        tried.push(triedTarget(target.model, region, cause))
      }
    }
  }
}
