import { maybeNumber, maybeObject, maybeText, objectsOf } from '../family/read.ts'
import type { Citation, CitationLocation } from '../speech/citation.ts'
import { defined } from '../speech/defined.ts'
import { isJsonObject, type JsonObject } from '../speech/json.ts'

type Ranged = 'characters' | 'pages' | 'chunks'

/** The service's union members that point into a document, and our words. */
const ranged: readonly (readonly [string, Ranged])[] = [
  ['documentChar', 'characters'],
  ['documentPage', 'pages'],
  ['documentChunk', 'chunks'],
]

const span = (from: JsonObject): { start: number; end: number } => ({
  start: maybeNumber(from, 'start') ?? 0,
  end: maybeNumber(from, 'end') ?? 0,
})

const readLocation = (location: JsonObject): CitationLocation | undefined => {
  for (const [key, type] of ranged) {
    const found = maybeObject(location, key)
    if (found) return { type, documentIndex: maybeNumber(found, 'documentIndex') ?? 0, ...span(found) }
  }
  const result = maybeObject(location, 'searchResultLocation')
  if (result) return { type: 'search-result', index: maybeNumber(result, 'searchResultIndex') ?? 0, ...span(result) }
  const web = maybeObject(location, 'web')
  const url = web && maybeText(web, 'url')
  if (web === undefined || url === undefined) return undefined
  const domain = maybeText(web, 'domain')
  return defined({ type: 'web', url, domain })
}

/** Reads one citation of a whole answer or of a stream; both have the same shape. */
export const readCitation = (wire: JsonObject): Citation => {
  const cited = objectsOf(wire, 'sourceContent').flatMap((content) => maybeText(content, 'text') ?? [])
  const where = maybeObject(wire, 'location')
  const location = where && readLocation(where)
  return defined({
    title: maybeText(wire, 'title'),
    source: maybeText(wire, 'source'),
    citedText: cited.length === 0 ? undefined : cited.join(''),
    location,
    raw: wire,
  })
}

const writeLocation = (location: CitationLocation): JsonObject => {
  if (location.type === 'web') return { web: { url: location.url, domain: location.domain } }
  const { start, end } = location
  if (location.type === 'search-result')
    return { searchResultLocation: { searchResultIndex: location.index, start, end } }
  const key = ranged.find(([, type]) => type === location.type)?.[0] ?? 'documentChar'
  return { [key]: { documentIndex: location.documentIndex, start, end } }
}

const members: ReadonlySet<string> = new Set(['title', 'source', 'sourceContent', 'location'])

/** A citation that another wire form said has members of its own. */
const isOurs = (raw: Citation['raw']): raw is JsonObject =>
  isJsonObject(raw) && Object.keys(raw).every((key) => members.has(key))

/** Writes a citation back, unchanged where Converse said it; undefined where nothing of it can be said. */
export const writeCitation = (citation: Citation): JsonObject | undefined => {
  if (isOurs(citation.raw)) return citation.raw
  const { title, source, citedText, location } = citation
  const wire = defined({
    title,
    source,
    sourceContent: citedText === undefined ? undefined : [{ text: citedText }],
    location: location && writeLocation(location),
  })
  return Object.keys(wire).length === 0 ? undefined : wire
}
