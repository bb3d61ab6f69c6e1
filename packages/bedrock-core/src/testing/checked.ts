import type { Format } from '../family/format.ts'
import { encodeChecked } from '../preflight/encode-checked.ts'

/** A format that writes as a call does: preflight first, the warnings of both. */
export const checked = <Options extends object>(format: Format<Options>): Format<Options> => ({
  ...format,
  encode: (given, model) => {
    const { prompt: _prompt, ...encoded } = encodeChecked(format, given, model)
    return encoded
  },
})
