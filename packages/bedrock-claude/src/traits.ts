import type { ClaudeEffort, ClaudeThinking } from './options.ts'

/** A way of thinking, or none. */
export type ThinkingKind = NonNullable<ClaudeThinking['type']>

/** What one generation of models accepts. */
export interface Traits {
  /** How thinking may be asked for, the preferred way first; a model that always thinks lacks `disabled`. */
  readonly thinking: readonly ThinkingKind[]
  readonly efforts: readonly ClaudeEffort[]
  /** The flag without which `effort` is refused. */
  readonly effortBeta?: string
  /** `one`: temperature or top_p but not both; `none`: neither, nor top_k. */
  readonly sampling: 'all' | 'one' | 'none'
  readonly refusesForcedTool?: true
}

/** Every effort; each has twice the room for thinking of the one before it. */
export const efforts: readonly ClaudeEffort[] = ['low', 'medium', 'high', 'xhigh', 'max']

/** A model that is not listed is taken for a newest one. */
const newest: Traits = { thinking: ['adaptive', 'disabled'], efforts, sampling: 'none' }

/**
 * In what others differ, by what the bare id holds, later rows over earlier ones. From Anthropic's and AWS's model pages and
 * the ids that @ai-sdk/anthropic 4.0.68 tells apart.
 */
const others: readonly (readonly [holds: RegExp, traits: Partial<Traits>])[] = [
  [/claude-(v2|instant|3)|-4-[125]/, { thinking: [], efforts: [], sampling: 'all' }],
  [/claude-3-7|-4-[125]/, { thinking: ['enabled', 'disabled'] }],
  [/-4-6/, { thinking: ['adaptive', 'enabled', 'disabled'], efforts: ['low', 'medium', 'high', 'max'] }],
  [/-4-[156]/, { sampling: 'one' }],
  [/opus-4-5/, { efforts: ['low', 'medium', 'high'], effortBeta: 'effort-2025-11-24' }],
  [/fable-5|-5-5/, { thinking: ['adaptive'] }],
  [/fable-5-1|-5-5/, { refusesForcedTool: true }],
  // An id that does not name a model (a profile's ARN): what the caller asks for is sent as asked.
  [/^(?!anthropic)/, { thinking: ['adaptive', 'enabled', 'disabled'], efforts, sampling: 'all' }],
]

/** What a model accepts, by its bare id. */
export const traitsOf = (bareId: string): Traits =>
  Object.assign({}, newest, ...others.filter(([holds]) => holds.test(bareId)).map(([, other]) => other))
