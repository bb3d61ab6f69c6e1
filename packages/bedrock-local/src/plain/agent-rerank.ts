import { type JsonObject, maybeNumber, maybeObject, maybeText, objectsOf } from '@x/bedrock-core/family'
import { catalogue } from '../control/catalogue.ts'
import { identifierOf } from '../control/identifier.ts'
import { invalid } from '../wire/refusal.ts'
import type { About, PlainAnswer } from './plain-answer.ts'
import { coverage } from './words.ts'

/** Reported word for word. */
const badArn =
  'The provided model ARN for reranking is invalid. Please, use a valid model ARN. Also check the model ARN follows this format: arn:<partition>:bedrock:<region>:<foundation-model/<model-id>'

const isRanker = (arn: string): boolean => {
  const { id } = identifierOf(arn)
  return arn.startsWith('arn:') && /\.rerank-/.test(id) && catalogue().has(id)
}

const textOf = (source: JsonObject): string => {
  const document = maybeObject(source, 'inlineDocumentSource') ?? {}
  const text = maybeText(maybeObject(document, 'textDocument') ?? {}, 'text')
  return text ?? JSON.stringify(document['jsonDocument'] ?? '')
}

/**
 * The agent runtime's Rerank: it names the model in the body, and ranks as InvokeModel of the same model would. The checks of counts
 * are reported, the words for empty lists ours. @throws Refusal
 */
export const agentRerank = ({ body }: About): PlainAnswer => {
  const configuration = maybeObject(maybeObject(body, 'rerankingConfiguration') ?? {}, 'bedrockRerankingConfiguration')
  const model = maybeObject(configuration ?? {}, 'modelConfiguration') ?? {}
  if (!isRanker(maybeText(model, 'modelArn') ?? '')) throw invalid(badArn)
  const sources = objectsOf(body, 'sources')
  const queries = objectsOf(body, 'queries')
  if (sources.length === 0) throw invalid('At least one source is required.')
  if (queries.length !== 1) throw invalid('Exactly one query is required.')
  const most = maybeNumber(configuration ?? {}, 'numberOfResults') ?? sources.length
  if (most > sources.length) throw invalid('Cannot provide numberOfResults value that exceeds the number of sources.')
  const query = maybeText(maybeObject(queries[0] ?? {}, 'textQuery') ?? {}, 'text') ?? ''
  const results = sources
    .map((source, index) => ({ index, relevanceScore: coverage(query, textOf(source)) }))
    .toSorted((left, right) => right.relevanceScore - left.relevanceScore)
  return { body: { results: results.slice(0, most) } }
}
