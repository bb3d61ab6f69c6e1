import type { Citation } from '../speech/citation.ts'
import type { UISourceDocumentPart, UISourceUrlPart } from './message.ts'

/** A page's source part; its id comes from the answer. */
export type UISource = Omit<UISourceUrlPart, 'sourceId'> | Omit<UISourceDocumentPart, 'sourceId'>

/** Only these schemes become links on a page. */
const link = (citation: Citation): string | undefined =>
  [citation.location?.type === 'web' ? citation.location.url : undefined, citation.source].find(
    (candidate) => candidate !== undefined && /^https?:\/\//i.test(candidate),
  )

/**
 * A citation as a page shows it, for `sources` of `toUIResponse`: a link where it has a web address, else a document. The cited words and
 * their place stand in `providerMetadata.bedrock`.
 */
export const citedSources = (citation: Citation): UISource => {
  const { title, source, raw: _raw, ...rest } = citation
  const said = Object.keys(rest).length > 0 && { providerMetadata: { bedrock: rest } }
  const url = link(citation)
  if (url !== undefined) return { type: 'source-url', url, ...(title && { title }), ...said }
  return {
    type: 'source-document',
    mediaType: rest.location?.type === 'pages' ? 'application/pdf' : 'text/plain',
    title: title ?? source ?? 'Document',
    ...said,
  }
}
