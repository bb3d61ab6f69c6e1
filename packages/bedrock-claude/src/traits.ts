import type { ClaudeEffort } from './options.ts'

/** What one generation of models accepts. */
export interface Traits {
  /** How thinking is asked for; the first is preferred. */
  readonly thinking: readonly ('enabled' | 'adaptive')[]
  readonly efforts: readonly ClaudeEffort[]
  /** The flag without which `effort` is refused. */
  readonly effortBeta?: string
  /** `one`: temperature or top_p but not both; `none`: neither, nor top_k. */
  readonly sampling: 'all' | 'one' | 'none'
  readonly alwaysThinks?: true
  readonly refusesForcedTool?: true
}

const old: Traits = { thinking: [], efforts: [], sampling: 'all' }
const budget: Traits = { ...old, thinking: ['enabled'] }
const later: Traits = { ...budget, sampling: 'one' }
const effort: Traits = { ...later, efforts: ['low', 'medium', 'high'], effortBeta: 'effort-2025-11-24' }
const adaptive: Traits = { ...later, thinking: ['adaptive', 'enabled'], efforts: ['low', 'medium', 'high', 'max'] }
const newest: Traits = { thinking: ['adaptive'], efforts: ['low', 'medium', 'high', 'xhigh', 'max'], sampling: 'none' }
const thinker: Traits = { ...newest, alwaysThinks: true }
const free: Traits = { ...thinker, refusesForcedTool: true }

/**
 * By start of the bare id after `anthropic.claude-`, first match wins; a model not listed is taken for a newest one.
 * From Anthropic's and AWS's model pages and the ids that @ai-sdk/anthropic 4.0.68 tells apart.
 */
const table: readonly (readonly [starts: RegExp, traits: Traits])[] = [
  [/^3-7/, budget],
  [/^(v2|instant|3)/, old],
  [/^opus-4-5/, effort],
  [/^(opus-4-1|(sonnet|haiku)-4-5)/, later],
  [/^(opus|sonnet)-4-6/, adaptive],
  [/^(opus|sonnet)-4-2/, budget],
  [/^((opus|sonnet)-5-5|fable-5-1)/, free],
  [/^fable-5/, thinker],
]

const vendor = 'anthropic.claude-'

/** An id that does not name a model (a profile's ARN): what the caller asks for is sent as asked. */
const unnamed: Traits = { ...newest, thinking: ['adaptive', 'enabled'], sampling: 'all' }

/** What a model accepts, by its bare id. */
export const traitsOf = (bareId: string): Traits => {
  if (!bareId.startsWith(vendor)) return unnamed
  const name = bareId.slice(vendor.length)
  return table.find(([starts]) => starts.test(name))?.[1] ?? newest
}
