import type { CallOptions } from '../client/call-options.ts'
import type { LanguageModel } from '../client/language-model.ts'
import type { Retry } from '../client/retry.ts'
import { BedrockError } from '../errors/bedrock-error.ts'
import { withDetails } from '../errors/with-details.ts'
import type { Warning } from '../speech/warning.ts'

/** A model, and its family’s own options for calls that it answers. */
export interface FailoverTarget<Options extends object = object> {
  readonly model: LanguageModel<Options>
  readonly options?: Partial<Options>
}

export const targetOf = (given: LanguageModel | FailoverTarget): FailoverTarget =>
  'connection' in given ? { model: given } : given

/** The same retries, fewer: what may be tried no more here is given to the next target as it is. */
const atMost =
  (tries: number, retry: Retry): Retry =>
  async (work, signal) => {
    let last: { readonly error: BedrockError; readonly attempts: number } | undefined
    try {
      return await retry(async (attempt) => {
        try {
          return await work(attempt)
        } catch (cause) {
          if (!BedrockError.is(cause) || attempt < tries) throw cause
          last = { error: cause, attempts: attempt }
          throw withDetails(cause, { retryable: false })
        }
      }, signal)
    } catch (cause) {
      throw last === undefined ? cause : withDetails(last.error, { attempts: last.attempts })
    }
  }

export const withTries = (model: LanguageModel, tries: number): LanguageModel => ({
  ...model,
  connection: { ...model.connection, retry: atMost(tries, model.connection.retry) },
})

/** A call’s own options are its first target’s family’s; another family gets those that stand beside it. */
export const optionsFor = (
  target: FailoverTarget,
  first: FailoverTarget,
  asked: CallOptions,
): { readonly options: CallOptions; readonly warnings: readonly Warning[] } => {
  const { model } = target
  const kin = model.family.name === first.model.family.name
  const left = kin ? [] : Object.keys(asked.options ?? {})
  return {
    options: { ...asked, model, options: { ...target.options, ...(kin ? asked.options : {}) } },
    warnings:
      left.length === 0
        ? []
        : [
            {
              code: 'options-left-out',
              message: `${left.join(', ')} were left out: they are options of ${first.model.family.name}, and ${model.family.name} answered. Give its own beside it: failover([…, { model, options }]).`,
            },
          ],
  }
}
