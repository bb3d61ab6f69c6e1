import { type CallMiddleware, surrounded } from '../client/around.ts'
import { limitsOf } from '../client/exchange.ts'
import type { LanguageModel } from '../client/language-model.ts'
import { createWatch } from '../client/watch.ts'
import { BedrockError } from '../errors/bedrock-error.ts'
import { defined } from '../speech/defined.ts'
import { aroundWhole } from '../verbs/around-whole.ts'
import type { FailoverOptions } from './failover-options.ts'
import { type FailoverTarget, optionsFor, targetOf } from './failover-target.ts'
import { type FirstToAnswer, firstToAnswer } from './first-to-answer.ts'
import { withoutGeography } from './geography.ts'
import { reporting } from './reporting.ts'
import { triedWarnings } from './tried.ts'

/** Each with its own family's options. */
export type FailoverTargets<All extends readonly object[]> = {
  readonly [Index in keyof All]: LanguageModel<All[Index]> | FailoverTarget<All[Index]>
}

const language = (
  all: readonly FailoverTarget[],
  first: FailoverTarget,
  ask: FirstToAnswer,
): CallMiddleware['language'] =>
  async function* (call, next) {
    const watch = createWatch(call.signal, limitsOf(call.options))
    watch.arm('total')
    try {
      const { answer, head, report } = await ask(all, watch.signal, async ({ target, model, tried }) => {
        const { options, warnings } = optionsFor({ ...target, model }, first, call.options)
        const answer = surrounded({ ...call, options, signal: watch.signal }, next)
        const report = { warnings: [...triedWarnings(tried, model), ...warnings], tried }
        return { answer, report, head: await answer.next() }
      })
      try {
        if (head.value !== undefined) yield reporting(head.value, report)
        for await (const parts of answer) yield reporting(parts, report)
      } finally {
        await answer.return()
      }
    } finally {
      watch.close()
    }
  }

/** Vectors and scores of different models cannot be compared: only the first one's model is asked, wherever it is. */
const whole =
  (all: readonly FailoverTarget[], first: FailoverTarget, ask: FirstToAnswer): CallMiddleware['whole'] =>
  ({ verb, options }, next) => {
    const same = ({ model }: FailoverTarget): boolean =>
      withoutGeography(model.bareId) === withoutGeography(first.model.bareId)
    return ask(all.filter(same), options.signal, async ({ model, tried }) => {
      const result = await aroundWhole(model.connection, { verb, options: { ...options, model } }, next)
      return tried.length === 0
        ? result
        : { ...result, warnings: [...triedWarnings(tried, model), ...(result.warnings ?? [])] }
    })
  }

/**
 * One model out of several: where one fails before anything of its answer has been handed out, the next is asked, planned
 * anew for its family. Targets may be of any family and any client, so of any region and account. A warning and
 * `response.tried` tell what had failed. A call's `options` are those of the first target's family; another's stand beside
 * it, as `{ model, options }`. Embedding, ranking and counting only move to targets with the first one's model.
 * @throws BedrockError `invalid-argument` without targets
 */
export const failover = <const All extends readonly [object, ...object[]]>(
  targets: FailoverTargets<All>,
  options: FailoverOptions = {},
): LanguageModel<All[0]> => {
  const all = (targets as readonly (LanguageModel | FailoverTarget)[]).map(targetOf)
  const [first] = all
  if (first === undefined) throw new BedrockError('invalid-argument', 'failover() has no targets. Pass at least one.')
  const ask = firstToAnswer(options)
  const around = [defined({ language: language(all, first, ask), whole: whole(all, first, ask) })]
  return { ...first.model, connection: { ...first.model.connection, around } }
}
