import type { LanguageModelV4Citation, LanguageModelV4Source } from '@ai-sdk/provider'
import type { Citation } from '@x/bedrock-core'
import { toJson } from './json.ts'

/** A citation's source; `id` is its own within the answer. */
export const sourceOf = (citation: Citation, id: string): LanguageModelV4Source => {
  const { location, title, source, documentIds } = citation
  const name = title ?? source ?? documentIds?.join(', ') ?? 'document'
  const providerMetadata = { bedrock: { citation: toJson(citation) } }
  return location?.type === 'web'
    ? { type: 'source', sourceType: 'url', id, url: location.url, title: name, providerMetadata }
    : { type: 'source', sourceType: 'document', id, mediaType: 'text/plain', title: name, providerMetadata }
}

/** A citation of a text. */
export const citationOf = (citation: Citation, id: string): LanguageModelV4Citation => ({
  source: sourceOf(citation, id),
  ...(citation.span === undefined ? {} : { startIndex: citation.span.start, endIndex: citation.span.end }),
  ...(citation.citedText === undefined ? {} : { citedText: citation.citedText }),
})
