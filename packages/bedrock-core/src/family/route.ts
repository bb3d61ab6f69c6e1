import { BedrockError } from '../errors/bedrock-error.ts'
import type { AnyFamily } from './family.ts'
import type { Feature } from './feature.ts'
import type { Format } from './format.ts'
import { bareIdAt } from './model-id.ts'

/** What one format can carry for one model: its list minus the family's exceptions. */
export const carriedBy = (family: AnyFamily, format: Format, bareId: string): ReadonlySet<Feature> => {
  const carried = new Set(format.carries)
  for (const row of family.except ?? [])
    if (bareIdAt(bareId, row.models) !== undefined && (row.format ?? format.name) === format.name)
      for (const feature of row.lacks) carried.delete(feature)
  return carried
}

export interface Route {
  readonly format: Format
  /** False where an answer in pieces was wanted but must be asked whole and given out as a stream. */
  readonly stream: boolean
}

/** The family's order, but for the format that it prefers for one of these needs. */
const inOrder = (family: AnyFamily, needs: readonly Feature[]): readonly Format[] => {
  const preferred = family.prefer?.find(({ need }) => needs.includes(need))?.format
  return family.formats.toSorted((left, right) => Number(right.name === preferred) - Number(left.name === preferred))
}

/**
 * The first format, in the family's order, that carries every need; `via` forces one by name.
 * A format that can also stream what is asked is preferred over an earlier one that cannot.
 * @throws BedrockError `unsupported` naming what cannot be carried, `invalid-argument` for an unknown `via`
 */
export const route = (
  family: AnyFamily,
  bareId: string,
  needs: readonly Feature[],
  wanted: { readonly stream: boolean; readonly via?: string | undefined },
): Route => {
  if (family.formats.length === 0)
    throw new BedrockError('unsupported', `The models of ${family.name} do not chat. Choose a model that does.`)
  const candidates = inOrder(family, needs).filter((format) => wanted.via === undefined || format.name === wanted.via)
  if (candidates.length === 0)
    throw new BedrockError(
      'invalid-argument',
      `Family "${family.name}" has no format "${wanted.via}" (it has ${family.formats.map((format) => format.name).join(', ')}).`,
    )
  const fitting = candidates.filter((format) => {
    const carried = carriedBy(family, format, bareId)
    return needs.every((need) => carried.has(need))
  })
  const first = fitting[0]
  if (first === undefined) throw cannotCarry(family, bareId, needs, candidates)
  if (!wanted.stream) return { format: first, stream: false }
  const pieces: Feature = needs.includes('tools') ? 'stream-tools' : 'stream'
  const streaming = fitting.find((format) => carriedBy(family, format, bareId).has(pieces))
  return streaming ? { format: streaming, stream: true } : { format: first, stream: false }
}

const cannotCarry = (
  family: AnyFamily,
  bareId: string,
  needs: readonly Feature[],
  formats: readonly Format[],
): BedrockError => {
  const missing = formats.map((format) => {
    const carried = carriedBy(family, format, bareId)
    return `${format.name} lacks ${needs.filter((need) => !carried.has(need)).join(', ')}`
  })
  return new BedrockError(
    'unsupported',
    `${family.name} cannot carry this prompt to "${bareId}": ${missing.join('; ')}. Leave out what is lacking, or choose another model.`,
  )
}
