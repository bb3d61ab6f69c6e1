import type { Feature } from '../family/feature.ts'
import { bareIdAt } from '../family/model-id.ts'
import type { CachePlaces, Takes } from '../family/takes.ts'
import type { JsonObject } from '../speech/json.ts'
import type { Prompt } from '../speech/prompt.ts'
import type { ToolChoice } from '../speech/tool.ts'
import type { Warning } from '../speech/warning.ts'

/** The kinds of attached media that Converse tells apart. */
export type MediaKind = 'image' | 'document' | 'video' | 'audio'

/** How a model departs from what Converse takes in general. Every member has a default, so that a quirk is one word of data. */
export interface ConverseQuirks {
  /** Mark failed tool results with `status: 'error'`. Default true; some models refuse the member. */
  readonly toolResultStatus?: boolean
  /** How a tool's JSON object goes back. Default `'json'`. */
  readonly toolResultJson?: 'json' | 'text'
  /** Media that may stand inside a tool result. Default all but audio, which Converse has no member for. */
  readonly toolResultMedia?: readonly MediaKind[]
  /** Kinds of blocks that may stand beside tool results in one turn; others get a turn of their own. Default all. */
  readonly besideToolResults?: readonly string[]
  /** Which reasoning goes back: what is signed or redacted (default), unsigned text too, or none. */
  readonly reasoningReplay?: 'signed' | 'text' | 'none'
  /** Ask for citations into `prompt.documents`. Default true. */
  readonly documentCitations?: boolean
  /** Send the citations of earlier answers back. Default true; else their text alone. */
  readonly citationReplay?: boolean
  /** The conversation may begin with the assistant. Default false: a short user turn is put before. */
  readonly leadingAssistant?: boolean
  /** The ids of tool calls as this model takes them; must give different ids for different ones. Default: what the service takes. */
  readonly toolUseId?: (id: string) => string
  /**
   * The kinds of tool choice that the model knows; default all. Unknown, `auto` is left out (it is what happens unasked)
   * and `tool` becomes `any`. What cannot be forced at all belongs out of `carries`.
   */
  readonly toolChoice?: readonly ('auto' | 'any' | 'tool')[]
  /** Send `prompt.reasoning` as `outputConfig.effort`. Default: true without `fields`, false with it. */
  readonly effort?: boolean
  /** Where cache points may stand. Default behind tools, text and images, with a time to live. */
  readonly cache?: CachePlaces
  /** How the model wants a prompt beyond what these quirks say. */
  readonly takes?: Takes
  /** Changes each tool's JSON Schema before it is sent. */
  readonly tool?: (schema: JsonObject) => JsonObject
}

/** What a family adds to one request. */
export interface ConverseFields {
  readonly additionalModelRequestFields?: JsonObject
  /** Laid over the generic `inferenceConfig`; a member that is `undefined` takes the generic one away. */
  readonly inferenceConfig?: JsonObject
  /** Laid over the generic `outputConfig`. */
  readonly outputConfig?: JsonObject
  /** Replaces the prompt's own choice. */
  readonly toolChoice?: ToolChoice | undefined
  /** Names of tools that Bedrock itself runs. */
  readonly systemTools?: readonly string[]
  /** Values for the variables of a prompt resource. */
  readonly promptVariables?: Readonly<Record<string, string>>
  readonly warnings?: readonly Warning[]
}

/** Settings of the Converse form. Quirks of single models go into `models`, matched by the start of the bare id; later rows win. */
export interface ConverseSettings<Options extends object = object> extends ConverseQuirks {
  /** Default: everything that Converse has words for, but `top-k`, which only `fields` can place. */
  readonly carries?: readonly Feature[]
  /** What goes into `additionalModelRequestFields` and beside it, with what had to be changed. */
  fields?(prompt: Prompt<Options>, model: string): ConverseFields
  /** Quirks by the start of the bare id. */
  readonly models?: readonly (ConverseQuirks & { readonly models: string })[]
}

/** The quirks of one model, whose id may still have a geography before it. */
export const quirksOf = <Options extends object>(
  settings: ConverseSettings<Options>,
  model: string,
): ConverseQuirks => {
  let quirks: ConverseQuirks = settings
  for (const row of settings.models ?? []) if (bareIdAt(model, row.models) !== undefined) quirks = { ...quirks, ...row }
  return quirks
}
