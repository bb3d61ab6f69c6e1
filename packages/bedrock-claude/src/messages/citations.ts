import {
  type Citation,
  type CitationLocation,
  defined,
  isJsonObject,
  type Json,
  type JsonObject,
  maybeNumber,
  maybeText,
} from '@x/bedrock-core/family'

/** What the wire counts: four of the five location kinds differ in names alone; the fifth is a web address. */
interface Kind {
  readonly wire: string
  readonly type: Exclude<CitationLocation['type'], 'web'>
  readonly from: 'document' | 'search_result'
  readonly unit: string
}

const kinds: readonly Kind[] = [
  { wire: 'char_location', type: 'characters', from: 'document', unit: 'char_index' },
  { wire: 'page_location', type: 'pages', from: 'document', unit: 'page_number' },
  { wire: 'content_block_location', type: 'chunks', from: 'document', unit: 'block_index' },
  { wire: 'search_result_location', type: 'search-result', from: 'search_result', unit: 'block_index' },
]

const locationOf = (wire: JsonObject): CitationLocation | undefined => {
  const url = maybeText(wire, 'url')
  if (url !== undefined) return { type: 'web', url }
  const kind = kinds.find((one) => one.wire === wire['type'])
  if (kind === undefined) return undefined
  const at = (key: string): number => maybeNumber(wire, key) ?? 0
  const [index, start, end] = [at(`${kind.from}_index`), at(`start_${kind.unit}`), at(`end_${kind.unit}`)]
  return kind.type === 'search-result'
    ? { type: kind.type, index, start, end }
    : { type: kind.type, documentIndex: index, start, end }
}

/** Reads a citation; what is not known stays in `raw`. */
export const citationOf = (wire: JsonObject): Citation =>
  defined({
    title: maybeText(wire, 'document_title') ?? maybeText(wire, 'title'),
    source: maybeText(wire, 'source') ?? maybeText(wire, 'url'),
    citedText: maybeText(wire, 'cited_text'),
    location: locationOf(wire),
    raw: wire,
  })

/** A citation of this wire goes back as it came, but for `file_id`, which only answers have. */
const asItCame = (raw: Json | undefined): JsonObject | undefined => {
  if (!isJsonObject(raw) || !String(raw['type']).endsWith('_location')) return undefined
  const { file_id: _fileId, ...wire } = raw
  return wire
}

/** Writes a citation for the next turn; undefined for one that another wire gave without a place Claude can name. */
export const wireOfCitation = (citation: Citation): JsonObject | undefined => {
  const known = asItCame(citation.raw)
  const { location } = citation
  if (known !== undefined || location === undefined || location.type === 'web') return known
  const kind = kinds.find((one) => one.type === location.type)
  if (kind === undefined) return undefined
  const searched = location.type === 'search-result'
  return {
    type: kind.wire,
    cited_text: citation.citedText ?? '',
    [searched ? 'title' : 'document_title']: citation.title ?? null,
    [`${kind.from}_index`]: searched ? location.index : location.documentIndex,
    [`start_${kind.unit}`]: location.start,
    [`end_${kind.unit}`]: location.end,
    source: searched ? (citation.source ?? '') : undefined,
  }
}
