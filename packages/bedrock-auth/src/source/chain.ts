import { type Ask, absent, type Note, type Provide } from './provide.ts'

const reasonOf = (error: unknown): string =>
  error instanceof Error ? error.message : 'threw something that is no Error'

/**
 * Asks each source in turn until one has something. A source that throws ends the chain: what is configured but broken
 * must not be passed over for another identity. Why each said no is told through `ask.note`.
 */
export const chain = <T>(...sources: readonly Provide<T>[]): Provide<T> => {
  return async (ask?: Ask): Promise<T | undefined> => {
    for (const [index, source] of sources.entries()) {
      let told = false
      const note = (entry: Note): void => {
        told = true
        ask?.note?.(entry)
      }
      const name = source.name === '' ? `source ${index + 1}` : source.name
      try {
        const value = await source({ ...ask, note })
        if (value !== undefined) {
          if (!told) note({ source: name, outcome: 'found' })
          return value
        }
        if (!told) absent(ask, name, 'nothing configured')
      } catch (error) {
        note({ source: name, outcome: 'broken', reason: reasonOf(error) })
        throw error
      }
    }
    return undefined
  }
}

/** One line for each source that said no, for the final error. */
export const whyNone = (notes: readonly Note[]): string =>
  notes.map((note) => `${note.source}: ${note.reason ?? note.outcome}`).join('; ')
