import type { Hit } from '../../server/search.ts'

/** A line in one order, and how far it moved from the other. */
export interface Ranked {
  readonly hit: Hit
  readonly score: number
  /** Places up from the first order; negative: down. */
  readonly moved: number
}

const orderBy = (hits: readonly Hit[], score: (hit: Hit) => number): readonly Hit[] =>
  hits.toSorted((left, right) => score(right) - score(left) || left.line - right.line)

/** Both orders of the same lines, the best first. */
export const rankings = (
  hits: readonly Hit[],
): { readonly meaning: readonly Ranked[]; readonly reranked: readonly Ranked[] } => {
  const meaning = orderBy(hits, ({ likeness }) => likeness)
  const places = new Map(meaning.map(({ line }, at) => [line, at]))
  return {
    meaning: meaning.map((hit) => ({ hit, score: hit.likeness, moved: 0 })),
    reranked: orderBy(hits, ({ relevance }) => relevance).map((hit, at) => ({
      hit,
      score: hit.relevance,
      moved: (places.get(hit.line) ?? at) - at,
    })),
  }
}
