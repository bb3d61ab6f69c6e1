import type { EmbedFormat } from './embedding.ts'
import type { Exception, Family, Preference } from './family.ts'
import type { Format } from './format.ts'
import type { RerankFormat } from './reranking.ts'

/** Infers a family's type from its value. */
export const defineFamily = <
  const Name extends string,
  const Prefix extends string,
  Options extends object = object,
  Known extends string = string,
>(family: {
  readonly name: Name
  readonly prefixes: readonly Prefix[]
  readonly formats: readonly Format<Options>[]
  readonly except?: readonly Exception[]
  readonly prefer?: readonly Preference[]
  readonly embed?: EmbedFormat
  readonly rerank?: RerankFormat
  readonly '~types'?: { readonly known: Known; readonly options: Options }
}): Family<Name, Prefix, Options, Known> => family
