import type { CacheMark } from './content.ts'
import type { JsonObject } from './json.ts'

/** A tool that a model may call, as a format sees it. */
export interface ToolDefinition {
  /** 1–64 characters of `a-z A-Z 0-9 _ -`. */
  readonly name: string
  readonly description?: string
  /** JSON Schema whose root is an object. */
  readonly inputSchema: JsonObject
  /** Ask the service to hold the model to the schema. */
  readonly strict?: boolean
  readonly cache?: CacheMark
}

export type ToolChoice = 'auto' | 'required' | 'none' | { readonly tool: string }
