import type { AnyFamily, Family } from './family.ts'

/** Where a family's prefix may stand: at the start, after a geography's dot, or after an ARN's slash. */
export type IdOf<Prefix extends string> =
  | `${Prefix}${string}`
  | `${string}.${Prefix}${string}`
  | `${string}/${Prefix}${string}`

type KnownOf<F> =
  F extends Family<string, string, infer _Options, infer Known> ? (string extends Known ? never : Known) : never
type PrefixOf<F> = F extends { readonly prefixes: readonly (infer Prefix extends string)[] } ? Prefix : never

/**
 * Ids that these families serve, `bedrock:` optional. The intersection keeps the known literals alive beside the patterns,
 * so that an editor offers them.
 */
export type ModelId<F extends AnyFamily> = F extends AnyFamily
  ? KnownOf<F> | (IdOf<PrefixOf<F>> & Record<never, never>) | (`bedrock:${IdOf<PrefixOf<F>>}` & Record<never, never>)
  : never

/** A family with the empty prefix takes any id, but only one that no other family claims. */
type ClaimedOptions<F extends AnyFamily, Id extends string> = F extends AnyFamily
  ? PrefixOf<F> extends ''
    ? never
    : Id extends IdOf<PrefixOf<F>>
      ? FamilyOptions<F>
      : never
  : never
type UnclaimedOptions<F extends AnyFamily> = F extends AnyFamily
  ? '' extends PrefixOf<F>
    ? FamilyOptions<F>
    : never
  : never

/** The options of the family that serves this id. */
export type OptionsOf<F extends AnyFamily, Id extends string> = [ClaimedOptions<F, Id>] extends [never]
  ? UnclaimedOptions<F>
  : ClaimedOptions<F, Id>

/** A family's own options. */
export type FamilyOptions<F> = F extends { readonly '~types'?: { readonly options: infer Options extends object } }
  ? Options
  : object

/** Drops the optional `bedrock:` of a model spec. */
export const withoutSpec = (id: string): string => (id.startsWith('bedrock:') ? id.slice('bedrock:'.length) : id)

/** Geographies and throughput stand around the bare id; an ARN ends in it after its last slash. */
const starts = (id: string): number[] => {
  const places = [0]
  for (let at = 0; at < id.length; at += 1) if (id[at] === '.' || id[at] === '/') places.push(at + 1)
  return places
}

/** Finds the bare id that begins with `prefix` at the start, after a dot or after a slash; the first place wins. */
export const bareIdAt = (id: string, prefix: string): string | undefined => {
  for (const place of starts(id)) if (id.startsWith(prefix, place)) return id.slice(place)
  return undefined
}
