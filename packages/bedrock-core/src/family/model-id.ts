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

/**
 * Every tail at which a bare id may begin: geographies stand before it, throughput behind it, and an ARN ends in it after
 * its last slash. The whole id is the first.
 */
export const tailsOf = (id: string): readonly string[] => {
  const tails = [id]
  for (let at = 0; at < id.length; at += 1) if (id[at] === '.' || id[at] === '/') tails.push(id.slice(at + 1))
  return tails
}

/** Finds the bare id that begins with `prefix` at the start, after a dot or after a slash; the first place wins. */
export const bareIdAt = (id: string, prefix: string): string | undefined =>
  tailsOf(id).find((tail) => tail.startsWith(prefix))
