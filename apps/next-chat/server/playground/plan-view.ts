import { BedrockError, type LanguageModel, plan } from '@x/bedrock-core'
import type { Ask } from './read-ask.ts'

/** The request that would be sent, as a page shows it; or why none can be. */
export type PlanView =
  | {
      readonly problem?: undefined
      /** The wire form, such as `messages` or `converse`. */
      readonly format: string
      readonly streamed: boolean
      readonly path: string
      readonly headers: Readonly<Record<string, string>>
      /** JSON, laid out. */
      readonly body: string
      readonly warnings: readonly string[]
      /** Such as `system.0 (5m)`. */
      readonly cachePoints: readonly string[]
    }
  | { readonly problem: string }

/** Plans a call and sends nothing. */
export const planView = (model: LanguageModel, ask: Ask): PlanView => {
  try {
    const { format, stream, path, headers, body, warnings, cachePoints } = plan({ ...ask, model }, { stream: true })
    return {
      format: format.name,
      streamed: stream,
      path,
      headers,
      body: JSON.stringify(body, undefined, 2),
      warnings: warnings.map(({ message }) => message),
      cachePoints: cachePoints.map((point) => `${point.path} (${point.ttl})`),
    }
  } catch (error) {
    // What is refused before sending is the caller's to read.
    if (BedrockError.is(error, 'unsupported') || BedrockError.is(error, 'invalid-argument'))
      return { problem: error.message }
    throw error
  }
}
