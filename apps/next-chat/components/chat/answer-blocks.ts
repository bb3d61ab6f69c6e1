import {
  isJsonObject,
  type Json,
  type JsonObject,
  type UIMessage,
  type UIPart,
  type UISourceDocumentPart,
  type UISourceUrlPart,
} from '@x/bedrock-core/ui'

/** Where words of an answer come from. */
export interface Source {
  readonly number: number
  readonly title: string
  readonly url?: string
  /** The source's own words. */
  readonly quote?: string
}

export type Block =
  | { readonly type: 'text'; readonly key: string; readonly text: string }
  | { readonly type: 'part'; readonly key: string; readonly part: UIPart }

export interface Answer {
  readonly blocks: readonly Block[]
  readonly sources: readonly Source[]
}

type SourcePart = UISourceDocumentPart | UISourceUrlPart

const isSource = (part: UIPart): part is SourcePart => part.type === 'source-document' || part.type === 'source-url'

const said = (part: SourcePart, name: string): Json | undefined => part.providerMetadata?.['bedrock']?.[name]

/** What the answer was given to draw on, where the model names only ids. */
const passagesOf = ({ metadata }: UIMessage): ReadonlyMap<Json | undefined, JsonObject> => {
  const passages = metadata?.['passages']
  const list: readonly Json[] = Array.isArray(passages) ? passages : []
  return new Map(list.filter(isJsonObject).map((passage) => [passage['id'], passage]))
}

type Found = Omit<Source, 'number'>

const ownOf = (part: SourcePart): Found => {
  const quote = said(part, 'citedText')
  return {
    title: part.title ?? (part.type === 'source-url' ? part.url : 'Document'),
    ...(part.type === 'source-url' ? { url: part.url } : {}),
    ...(typeof quote === 'string' ? { quote } : {}),
  }
}

/** One part may name several passages: each is a source. */
const sourcesOf = (part: SourcePart, passages: ReadonlyMap<Json | undefined, JsonObject>): readonly Found[] => {
  const ids = said(part, 'documentIds')
  const named = (Array.isArray(ids) ? ids : []).flatMap((id: Json): Found[] => {
    const { title, text } = passages.get(id) ?? {}
    return typeof title === 'string' && typeof text === 'string' ? [{ title, quote: text }] : []
  })
  return named.length > 0 ? named : [ownOf(part)]
}

const endOf = (part: SourcePart): number | undefined => {
  const span = said(part, 'span')
  const end = isJsonObject(span) ? span['end'] : undefined
  return typeof end === 'number' ? end : undefined
}

/** The address that the Markdown of a mark leads to. */
export const markAddress = '#source-'

/** A word joiner before it: a mark does not begin a line. */
const mark = (number: number): string => `\u2060[${number}](${markAddress}${number})`

/** A text with the marks of its sources, each where the words that it supports end. */
const marked = (text: string, marks: readonly { readonly at: number; readonly number: number }[]): string => {
  let from = 0
  let all = ''
  for (const { at, number } of marks.toSorted((one, other) => one.at - other.at)) {
    all += text.slice(from, at) + mark(number)
    from = Math.max(from, Math.min(at, text.length))
  }
  return all + text.slice(from)
}

/**
 * An answer as it is shown: texts that follow each other are one, for a cited sentence is told in several, and sources are
 * numbered marks in them. Sources with the same title and words have one number.
 */
export const answerBlocks = (message: UIMessage): Answer => {
  const { parts } = message
  const passages = passagesOf(message)
  const sources: Source[] = []
  const numbers = new Map<string, number>()
  const numberOf = (source: Found): number => {
    const key = JSON.stringify([source.title, source.quote, source.url])
    const known = numbers.get(key)
    if (known !== undefined) return known
    sources.push({ number: sources.length + 1, ...source })
    numbers.set(key, sources.length)
    return sources.length
  }
  const blocks: Block[] = []
  let texts: { text: string; marks: { at: number; number: number }[] }[] = []
  let key = ''
  const close = (): void => {
    const text = texts.map((one) => marked(one.text, one.marks)).join('')
    if (text !== '') blocks.push({ type: 'text', key, text })
    texts = []
  }
  for (const [index, part] of parts.entries()) {
    if (part.type === 'text') {
      if (texts.length === 0) key = `text-${index}`
      texts.push({ text: part.text, marks: [] })
    } else if (isSource(part)) {
      const last = texts.at(-1)
      const at = endOf(part) ?? last?.text.length ?? 0
      for (const source of sourcesOf(part, passages)) last?.marks.push({ at, number: numberOf(source) })
    } else {
      close()
      // Parts only ever grow at the end, so that their place names them.
      blocks.push({ type: 'part', key: `${part.type}-${index}`, part })
    }
  }
  close()
  return { blocks, sources }
}
