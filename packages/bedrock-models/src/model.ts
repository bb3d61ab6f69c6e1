import modelData from './data/models.json' with { type: 'json' }
import { resolveModel } from './resolve.ts'
import type { Capability, ModelKind, ModelRow, Table } from './row.ts'
import { type Source, type SourceName, sources } from './sources.ts'

/** True or false where a source says so, absent where none does. */
export type Capabilities = Readonly<Partial<Record<Capability, boolean>>>

/** What is known of one model. */
export interface Model {
  /** The bare id. */
  readonly id: string
  /** The package that serves it (`claude`, `cohere`, `llama`, `oss`), else its vendor (`amazon`, `mistral` …). */
  readonly family: string
  readonly kind: ModelKind
  /** Tokens of prompt and answer together. */
  readonly contextTokens?: number
  /** Most tokens of an answer. */
  readonly outputTokens?: number
  readonly capabilities: Capabilities
  /** Whether it answers by its bare id. Absent: not known. */
  readonly onDemand?: boolean
  readonly sources: readonly Source[]
}

const rows = modelData as Table<ModelRow>

const families = [
  ['anthropic.claude-', 'claude'],
  ['meta.llama', 'llama'],
  ['openai.gpt-oss-', 'oss'],
] as const

const familyOf = (id: string): string =>
  families.find(([start]) => id.startsWith(start))?.[1] ?? id.slice(0, id.indexOf('.'))

/** What an entry's sources are. */
export const sourcesOf = (from: readonly SourceName[]): readonly Source[] => from.map((name) => sources[name])

const modelOf = (id: string, row: ModelRow): Model => ({
  id,
  family: familyOf(id),
  kind: row.kind,
  ...(row.context === undefined ? {} : { contextTokens: row.context }),
  ...(row.output === undefined ? {} : { outputTokens: row.output }),
  capabilities: Object.fromEntries([
    ...(row.can ?? []).map((name) => [name, true]),
    ...(row.cannot ?? []).map((name) => [name, false]),
  ]),
  ...(row.onDemand === undefined ? {} : { onDemand: row.onDemand }),
  sources: sourcesOf(row.from),
})

/** What is known of a model, said in any way that `resolveModel` reads; undefined for one that is not in the table. */
export const modelInfo = (spec: string): Model | undefined => {
  const { bareId, known } = resolveModel(spec)
  const row = known ? rows[bareId] : undefined
  return row && modelOf(bareId, row)
}

/** What a model can do. An empty object for one that is not in the table: nothing is known, nothing is refused. */
export const capabilities = (spec: string): Capabilities => modelInfo(spec)?.capabilities ?? {}

/** Every model of the table, or those of one family: `claude`, `cohere`, `llama`, `oss`, or a vendor such as `amazon`. */
export const modelsOf = (family?: string): readonly Model[] =>
  Object.entries(rows).flatMap(([id, row]) =>
    family === undefined || familyOf(id) === family ? [modelOf(id, row)] : [],
  )
