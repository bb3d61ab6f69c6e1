import { defineFamily } from '../family/define.ts'
import type { Family } from '../family/family.ts'
import { amazonEmbed } from './amazon-embed.ts'
import { amazonRerank } from './amazon-rerank.ts'

type Prefix = 'amazon.titan-embed-' | 'amazon.nova-2-multimodal-embeddings-' | 'amazon.rerank-'
type Known =
  | 'amazon.titan-embed-text-v1'
  | 'amazon.titan-embed-g1-text-02'
  | 'amazon.titan-embed-text-v2:0'
  | 'amazon.titan-embed-image-v1'
  | 'amazon.nova-2-multimodal-embeddings-v1:0'
  | 'amazon.rerank-v1:0'

/**
 * Amazon's own models for finding things: Titan and Nova embeddings and Amazon Rerank, for `embed`, `embedMany` and
 * `rerank`. They do not chat. `createBedrock({ families: [mine(), amazonRetrieval()] })`
 */
export const amazonRetrieval = (): Family<'amazon-retrieval', Prefix, object, Known> =>
  defineFamily({
    name: 'amazon-retrieval',
    prefixes: ['amazon.titan-embed-', 'amazon.nova-2-multimodal-embeddings-', 'amazon.rerank-'],
    formats: [],
    embed: amazonEmbed,
    rerank: amazonRerank,
  })
