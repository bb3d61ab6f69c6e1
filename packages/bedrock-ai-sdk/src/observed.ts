import type { Json, LanguageModel } from '@x/bedrock-core'

/** A model whose wire can be watched. */
export interface Observed {
  readonly model: LanguageModel
  /** The name of the form that carries the call, once it is known. */
  readonly format: () => string
  /** Events of the stream as they came, since the last time; empty unless they were asked for. */
  readonly takeEvents: () => readonly Json[]
}

/** Watches which form a call takes and, if asked, every event that its reader is given. */
export const observe = (model: LanguageModel, withEvents: boolean): Observed => {
  let name = ''
  let events: Json[] = []
  const formats = model.family.formats.map((format): typeof format => ({
    ...format,
    encode: (prompt, bareId) => {
      name = format.name
      return format.encode(prompt, bareId)
    },
    ...(withEvents
      ? {
          reader: (prompt) => {
            const read = format.reader(prompt)
            return (event) => {
              events.push(event)
              return read(event)
            }
          },
        }
      : {}),
  }))
  return {
    model: { ...model, family: { ...model.family, formats } },
    format: () => name,
    takeEvents: () => {
      const taken = events
      if (taken.length > 0) events = []
      return taken
    },
  }
}
