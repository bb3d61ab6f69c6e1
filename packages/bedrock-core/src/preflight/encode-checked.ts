import type { Encoded, Format } from '../family/format.ts'
import type { Prompt } from '../speech/prompt.ts'
import { preflight } from './preflight.ts'

/** A body, and the prompt that it says. */
export interface Checked<Options extends object> extends Required<Encoded> {
  readonly prompt: Prompt<Options>
}

/** Preflight, then the format's own writing; the warnings of both. @throws BedrockError `invalid-argument`, `unsupported` */
export const encodeChecked = <Options extends object>(
  format: Format<Options>,
  given: Prompt<Options>,
  model: string,
  first?: number,
): Checked<Options> => {
  const { prompt, warnings } = preflight(given, format.takes?.(given, model), format.name, first)
  const encoded = format.encode(prompt, model)
  return {
    prompt,
    body: encoded.body,
    warnings: [...warnings, ...(encoded.warnings ?? [])],
    cachePoints: encoded.cachePoints ?? [],
  }
}
