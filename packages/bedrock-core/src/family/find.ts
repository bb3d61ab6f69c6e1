import { BedrockError } from '../errors/bedrock-error.ts'
import type { AnyFamily } from './family.ts'
import { bareIdAt, withoutSpec } from './model-id.ts'

/** A model resolved to the family that serves it. */
export interface FoundModel {
  readonly family: AnyFamily
  /** What goes on the wire: the id as given, without `bedrock:`. */
  readonly id: string
  /** The id a format looks at; the whole id where an ARN does not name the model. */
  readonly bareId: string
}

const listed = (families: readonly AnyFamily[]): string => families.map((family) => family.name).join(', ') || 'none'

/** The longest prefix of all families wins. */
const byPrefix = (families: readonly AnyFamily[], id: string): FoundModel | undefined => {
  let found: FoundModel | undefined
  let longest = -1
  for (const family of families)
    for (const prefix of family.prefixes) {
      if (prefix.length <= longest) continue
      const bareId = bareIdAt(id, prefix)
      if (bareId === undefined) continue
      found = { family, id, bareId }
      longest = prefix.length
    }
  return found
}

/**
 * Finds the family of a model id, or takes the one declared for ids that say nothing of their model (profile and
 * deployment ARNs).
 * @throws BedrockError `unknown-family`
 */
export const findFamily = (families: readonly AnyFamily[], spec: string, declared?: string): FoundModel => {
  const id = withoutSpec(spec)
  if (declared === undefined) {
    const found = byPrefix(families, id)
    if (found) return found
    throw new BedrockError(
      'unknown-family',
      `No installed family serves "${id}" (installed: ${listed(families)}). Install the family's package and add it to createBedrock({ families }), or name the family: bedrock(id, { family }).`,
    )
  }
  const family = families.find((candidate) => candidate.name === declared)
  if (!family)
    throw new BedrockError(
      'unknown-family',
      `Family "${declared}" is not installed (installed: ${listed(families)}). Add it to createBedrock({ families }).`,
    )
  return { family, id, bareId: byPrefix([family], id)?.bareId ?? id }
}

/** Refuses families that cannot be told apart. @throws BedrockError `invalid-argument` */
export const checkFamilies = (families: readonly AnyFamily[]): void => {
  const owners = new Map<string, string>()
  const names = new Set<string>()
  for (const family of families) {
    if (!family?.prefixes) throw new BedrockError('invalid-argument', '`families` takes values. Call each: [family()].')
    if (names.has(family.name))
      throw new BedrockError('invalid-argument', `Two families are named "${family.name}". Pass each once.`)
    names.add(family.name)
    for (const prefix of family.prefixes) {
      const owner = owners.get(prefix)
      if (owner !== undefined)
        throw new BedrockError(
          'invalid-argument',
          `Families "${owner}" and "${family.name}" both claim the prefix "${prefix}".`,
        )
      owners.set(prefix, family.name)
    }
  }
}
