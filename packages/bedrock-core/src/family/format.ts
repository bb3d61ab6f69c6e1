import type { Delta } from '../speech/delta.ts'
import type { JsonObject } from '../speech/json.ts'
import type { Prompt } from '../speech/prompt.ts'
import type { Warning } from '../speech/warning.ts'
import type { Feature } from './feature.ts'
import type { Takes } from './takes.ts'

/** A place behind which the prompt is cached. */
export interface CachePoint {
  /** Where in the body, such as `messages.2.content.0`. */
  readonly path: string
  readonly ttl: '5m' | '1h'
}

/** A request body in a wire's own form, and what had to be changed to make it. */
export interface Encoded {
  readonly body: JsonObject
  readonly warnings?: readonly Warning[]
  /** In the order in which the service reads the prompt. */
  readonly cachePoints?: readonly CachePoint[]
}

/** Lower-case response headers. */
export type ResponseHeaders = Readonly<Record<string, string>>

/**
 * How a family writes and reads one wire form. Pure: no clock, no network, no environment.
 * `encode` gets the model's bare id (no `bedrock:`, geography or ARN around it).
 */
export interface Format<Options extends object = object> {
  /** `messages`, `chat`, `native`, `converse` … */
  readonly name: string
  /** Which pair of Bedrock paths carries it; core owns the paths. */
  readonly operation: 'invoke' | 'converse'
  readonly carries: readonly Feature[]
  /** How the form wants its prompts, beyond what is true of all. Absent: only what no model takes is fixed. */
  takes?(prompt: Prompt<Options>, model: string): Takes
  /** Writes a prompt that preflight has brought into shape. */
  encode(prompt: Prompt<Options>, model: string): Encoded
  /** Reads a whole answer; `prompt` is what it answers. Throws `malformed` naming the key that could not be read. */
  decode(body: JsonObject, headers: ResponseHeaders, prompt?: Prompt<Options>): Delta[]
  /** A fresh reader for one stream; what it must remember lives in its closure. Unknown events give `[]`. */
  reader(prompt?: Prompt<Options>): (event: JsonObject) => readonly Delta[]
  /**
   * A quicker `JSON.parse` for the one event that most of a stream consists of, in the very words of the service: the same
   * value, or null for any other text. Parsing is the dearest part of a delta.
   */
  parse?(text: string): JsonObject | null
}
