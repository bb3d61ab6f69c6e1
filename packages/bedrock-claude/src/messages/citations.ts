import {
  type Citation,
  type CitationLocation,
  isJsonObject,
  type Json,
  type JsonObject,
  maybeNumber,
  maybeText,
} from '@x/bedrock-core/family'

interface Kind {
  readonly type: Exclude<CitationLocation['type'], 'web'>
  /** The wire's names of the source's number, the start and the end. */
  readonly keys: readonly [index: string, start: string, end: string]
  readonly title: string
}

/** Four of the five location kinds differ in names alone; the fifth is a web address. */
const kinds: Readonly<Record<string, Kind>> = {
  char_location: {
    type: 'characters',
    keys: ['document_index', 'start_char_index', 'end_char_index'],
    title: 'document_title',
  },
  page_location: {
    type: 'pages',
    keys: ['document_index', 'start_page_number', 'end_page_number'],
    title: 'document_title',
  },
  content_block_location: {
    type: 'chunks',
    keys: ['document_index', 'start_block_index', 'end_block_index'],
    title: 'document_title',
  },
  search_result_location: {
    type: 'search-result',
    keys: ['search_result_index', 'start_block_index', 'end_block_index'],
    title: 'title',
  },
}
const web = 'web_search_result_location'

const locationOf = (wire: JsonObject, type: string): CitationLocation | undefined => {
  const url = maybeText(wire, 'url')
  if (type === web && url !== undefined) return { type: 'web', url }
  const kind = Object.hasOwn(kinds, type) ? kinds[type] : undefined
  if (kind === undefined) return undefined
  const [index, start, end] = kind.keys.map((key) => maybeNumber(wire, key) ?? 0) as [number, number, number]
  return kind.type === 'search-result'
    ? { type: kind.type, index, start, end }
    : { type: kind.type, documentIndex: index, start, end }
}

/** Reads a citation; what is not known stays in `raw`. */
export const citationOf = (wire: JsonObject): Citation => {
  const type = maybeText(wire, 'type') ?? ''
  const title = maybeText(wire, 'document_title') ?? maybeText(wire, 'title')
  const source = maybeText(wire, 'source') ?? maybeText(wire, 'url')
  const citedText = maybeText(wire, 'cited_text')
  const location = locationOf(wire, type)
  return {
    ...(title === undefined ? {} : { title }),
    ...(source === undefined ? {} : { source }),
    ...(citedText === undefined ? {} : { citedText }),
    ...(location === undefined ? {} : { location }),
    raw: wire,
  }
}

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
  const found = Object.entries(kinds).find(([, kind]) => kind.type === location.type)
  if (found === undefined) return undefined
  const [type, { keys, title }] = found
  const [index, start, end] = keys
  return {
    type,
    cited_text: citation.citedText ?? '',
    [title]: citation.title ?? null,
    [index]: location.type === 'search-result' ? location.index : location.documentIndex,
    [start]: location.start,
    [end]: location.end,
    ...(location.type === 'search-result' ? { source: citation.source ?? '' } : {}),
  }
}
