import type { CallMiddleware } from '../client/around.ts'
import type { LanguageModel } from '../client/language-model.ts'
import { BedrockError } from '../errors/bedrock-error.ts'
import type { Warning } from '../speech/warning.ts'
import { reporting } from './reporting.ts'

/** The profile that serves a model from a region, where a table knows one: `profileFor` of `@x/bedrock-models`. */
export type ProfileOf = (bareId: string, region: string) => string | undefined

/** AWS’s words for models that only profiles serve (recorded). */
const onlyByProfile = /on-demand throughput isn/i

const warningOf = (id: string, profile: string): Warning => ({
  code: 'profile-used',
  message: `"${profile}" was asked instead of "${id}", which is not served on demand. Name the profile to spare a request.`,
})

/**
 * Asks once more by an inference profile where AWS says that "on-demand throughput isn’t supported" for a model, and tells
 * so in `warnings`. What was learned is kept: the next call asks the profile at once.
 */
export const profileRepair = (profileOf: ProfileOf): CallMiddleware => {
  const learned = new Map<string, string>()
  const keyOf = async (model: LanguageModel): Promise<string> => `${await model.connection.region()} ${model.id}`

  const profileAfter = async (cause: unknown, model: LanguageModel): Promise<string | undefined> => {
    if (!BedrockError.is(cause, 'validation') || !onlyByProfile.test(cause.message)) return undefined
    const profile = profileOf(model.bareId, await model.connection.region())
    if (profile === undefined || profile === model.id) return undefined
    learned.set(await keyOf(model), profile)
    return profile
  }

  return {
    async *language(call, next) {
      const { model } = call.options
      let profile = learned.get(await keyOf(model))
      if (profile === undefined) {
        const answer = next(call)
        try {
          const { value } = await answer.next()
          if (value !== undefined) yield value
          return yield* answer
        } catch (cause) {
          profile = await profileAfter(cause, model)
          if (profile === undefined) throw cause
        } finally {
          await answer.return()
        }
      }
      const report = { warnings: [warningOf(model.id, profile)] }
      const options = { ...call.options, model: { ...model, id: profile } }
      for await (const parts of next({ ...call, options })) yield reporting(parts, report)
    },
    whole: async ({ options }, next) => {
      const { model } = options
      if (model === undefined) return next(options)
      const by = async (profile: string) => {
        const result = await next({ ...options, model: { ...model, id: profile } })
        return { ...result, warnings: [warningOf(model.id, profile), ...(result.warnings ?? [])] }
      }
      const known = learned.get(await keyOf(model))
      if (known !== undefined) return by(known)
      try {
        return await next(options)
      } catch (cause) {
        const profile = await profileAfter(cause, model)
        if (profile === undefined) throw cause
        return by(profile)
      }
    },
  }
}
