import type { ConverseQuirks } from './settings.ts'

/** What the encoding of one turn goes by. */
export interface Scope {
  readonly quirks: ConverseQuirks
  /** Gives the next document of this request its name. */
  readonly documentName: (title: string | undefined) => string
  /** Citations go back; only an assistant can have cited. */
  readonly cites: boolean
}

/** The service refuses text that is empty or only white space. */
export const isBlank = (text: string): boolean => text.trim() === ''
