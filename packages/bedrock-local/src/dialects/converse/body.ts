import type { JsonObject } from '@x/bedrock-core/family'
import type { Asked } from '../dialect.ts'

/** A Converse body, and of whom it asks. */
export interface Converse {
  readonly body: JsonObject
  readonly asked: Asked
}
