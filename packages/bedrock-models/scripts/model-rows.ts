import { type Capability, capabilityNames, type ModelRow } from '../src/row.ts'
import type { SourceName } from '../src/sources.ts'
import { answered, facts, profileOnly } from './facts.ts'
import { genaiPrice } from './sources/genai-prices.ts'
import { type PiModel, readPiAi } from './sources/pi-ai.ts'
import { readTokenlens } from './sources/tokenlens.ts'

type Known = Map<Capability, boolean>

const tell = (known: Known, names: readonly Capability[] | undefined, can: boolean): void => {
  for (const name of names ?? []) known.set(name, can)
}

const fromLens = (bareId: string, known: Known): void => {
  const model = readTokenlens().get(bareId)
  if (model === undefined) return
  known.set('tools', model.tool_call).set('reasoning', model.reasoning)
  for (const [name, input] of [
    ['images', 'image'],
    ['video', 'video'],
    ['audio', 'audio'],
  ] as const)
    known.set(name, model.modalities.input.includes(input))
  if ((model.cost.cache_read ?? 0) > 0) known.set('cache', true)
}

const fromPi = (model: PiModel | undefined, known: Known): void => {
  if (model === undefined) return
  known.set('reasoning', model.reasoning).set('images', model.input.includes('image'))
  if (model.cost.cacheRead > 0) known.set('cache', true)
  if (model.compat?.supportsStrictMode === true) known.set('strictTools', true)
}

const onDemandOf = (bareId: string): boolean | undefined => {
  if (answered.includes(bareId)) return true
  return profileOnly.some((start) => bareId.startsWith(start)) ? false : undefined
}

/** What the sources know of one model; the hand-kept facts have the last word. */
export const modelRow = (bareId: string, profiles: readonly string[], listed: readonly SourceName[]): ModelRow => {
  const pi = [bareId, ...profiles.map((geography) => `${geography}.${bareId}`)]
    .map((id) => readPiAi().get(id))
    .find((model) => model !== undefined)
  const lens = readTokenlens().get(bareId)
  const known: Known = new Map()
  fromLens(bareId, known)
  fromPi(pi, known)
  const stated = facts.filter(({ models }) => bareId.startsWith(models))
  for (const { can, cannot } of stated) {
    tell(known, can, true)
    tell(known, cannot, false)
  }
  const kind = stated.findLast((fact) => fact.kind !== undefined)?.kind ?? 'chat'
  const genaiContext = genaiPrice('region', bareId)?.context ?? genaiPrice('global', bareId)?.context
  const context = pi?.contextWindow ?? genaiContext ?? lens?.limit.context
  const output = pi?.maxTokens ?? lens?.limit.output
  const onDemand = onDemandOf(bareId)
  const named = (can: boolean): readonly Capability[] => capabilityNames.filter((name) => known.get(name) === can)
  const from = new Set(listed)
  if (pi === undefined && genaiContext !== undefined) from.add('genai-prices')
  if (stated.length > 0 || onDemand === false) from.add('aws')
  if (onDemand === true) from.add('recorded')
  return {
    kind,
    ...(context === undefined ? {} : { context }),
    ...(output === undefined ? {} : { output }),
    can: named(true),
    cannot: kind === 'chat' ? named(false) : [],
    ...(onDemand === undefined ? {} : { onDemand }),
    from: [...from],
  }
}
