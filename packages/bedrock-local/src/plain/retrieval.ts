import { invalid } from '../wire/refusal.ts'
import type { Route } from '../wire/route.ts'
import { embedImageOrText, embedMultimodal, embedText } from './amazon-embed.ts'
import { embedCohere } from './cohere-embed.ts'
import type { About, PlainAnswer } from './plain-answer.ts'
import { rerankDocuments } from './rerank.ts'

type Service = (about: About) => PlainAnswer

/** Models that embed or rank, by the beginning of the plain id; the first row that fits. Dimensions: AWS's page on each. */
const services: readonly { readonly prefix: string; readonly answer: Service }[] = [
  { prefix: 'cohere.embed-v4', answer: embedCohere({ version: 4, dimensions: [1536, 1024, 512, 256] }) },
  { prefix: 'cohere.embed-', answer: embedCohere({ version: 3, dimensions: [1024] }) },
  { prefix: 'cohere.rerank-', answer: rerankDocuments(['query', 'documents', 'api_version']) },
  { prefix: 'amazon.rerank-', answer: rerankDocuments(['query', 'documents']) },
  { prefix: 'amazon.titan-embed-text-v2', answer: embedText([1024, 512, 256]) },
  { prefix: 'amazon.titan-embed-image-', answer: embedImageOrText([1024, 384, 256]) },
  { prefix: 'amazon.titan-embed-', answer: embedText([1536]) },
  { prefix: 'amazon.nova-2-multimodal-embeddings-', answer: embedMultimodal([3072, 1024, 384, 256]) },
]

/**
 * What answers for a model that does not talk; undefined for those that do.
 * @param model the bare id
 * @throws Refusal where it is asked in another way than InvokeModel, whole
 */
export const retrievalFor = ({ form, stream }: Route, model: string): Service | undefined => {
  const answer = services.find(({ prefix }) => model.startsWith(prefix))?.answer
  if (answer === undefined) return undefined
  // Both wordings are from reports.
  if (form === 'converse')
    throw invalid(
      "This action doesn't support the model that you provided. Try again with a supported text or chat model.",
    )
  if (stream) throw invalid('The model is unsupported for streaming.')
  return answer
}
