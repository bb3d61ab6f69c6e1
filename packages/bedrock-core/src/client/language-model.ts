import type { FoundModel } from '../family/find.ts'
import type { Connection } from './connection.ts'

/** A model of one client, as the verbs take it. Its type knows the family's options. */
export interface LanguageModel<Options extends object = object> extends FoundModel {
  readonly connection: Connection
  /** Forces one of the family's formats, such as `converse`. */
  readonly via?: string | undefined
  readonly '~options'?: Options
}
