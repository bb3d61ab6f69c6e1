import {
  type Citation,
  type CitationLocation,
  isJsonObject,
  type JsonObject,
  maybeText,
  numbersOf,
  textsOf,
} from '@x/bedrock-core/family'

/** A kind of place: our word and the wire's, and its members by our names: what the citation says, and where. */
type Kind = readonly [
  type: CitationLocation['type'],
  wire: string,
  said: Readonly<Record<string, string>>,
  place: Readonly<Record<string, string>>,
]

const document = { title: 'document_title', citedText: 'cited_text' }
const result = { title: 'title', citedText: 'cited_text', source: 'source' }
const blocks = { start: 'start_block_index', end: 'end_block_index' }

const kinds: readonly Kind[] = [
  [
    'characters',
    'char_location',
    document,
    { documentIndex: 'document_index', start: 'start_char_index', end: 'end_char_index' },
  ],
  [
    'pages',
    'page_location',
    document,
    { documentIndex: 'document_index', start: 'start_page_number', end: 'end_page_number' },
  ],
  ['chunks', 'content_block_location', document, { documentIndex: 'document_index', ...blocks }],
  ['search-result', 'search_result_location', result, { index: 'search_result_index', ...blocks }],
  ['web', 'web_search_result_location', { ...result, source: 'url' }, { url: 'url' }],
]

/** Reads a citation; what is not known stays in `raw`. */
export const citationOf = (raw: JsonObject): Citation => {
  const [type, , said = result, place = {}] = kinds.find(([, wire]) => wire === raw['type']) ?? []
  const location = { type, ...numbersOf(raw, place), ...textsOf(raw, place) } as CitationLocation
  return { ...textsOf(raw, said), ...(type && { location }), raw }
}

/** Writes a citation for the next turn; undefined for one that another wire gave without a place Claude can name. */
export const wireOfCitation = (citation: Citation): JsonObject | undefined => {
  const { raw, location } = citation
  if (isJsonObject(raw) && maybeText(raw, 'type')?.endsWith('_location')) {
    // It goes back as it came, but for what only answers have.
    const { file_id: _fileId, ...wire } = raw
    return wire
  }
  const kind = kinds.find(([type]) => type === location?.type)
  if (!kind || location?.type === 'web') return undefined
  const [, type, said, place] = kind
  const values: JsonObject = { title: null, citedText: '', source: '', ...citation, ...location }
  const members = Object.entries({ ...said, ...place }).map(([ours, wire]) => [wire, values[ours]])
  return { type, ...Object.fromEntries(members) }
}
