import {
  isJsonObject,
  type Json,
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

const sourceOf = (part: SourcePart, number: number): Source => {
  const quote = said(part, 'citedText')
  return {
    number,
    title: part.title ?? (part.type === 'source-url' ? part.url : 'Document'),
    ...(part.type === 'source-url' ? { url: part.url } : {}),
    ...(typeof quote === 'string' ? { quote } : {}),
  }
}

const endOf = (part: SourcePart): number | undefined => {
  const span = said(part, 'span')
  const end = isJsonObject(span) ? span['end'] : undefined
  return typeof end === 'number' ? end : undefined
}

/** The address that the Markdown of a mark leads to. */
export const markAddress = '#source-'

const mark = (number: number): string => `[${number}](${markAddress}${number})`

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
export const answerBlocks = ({ parts }: UIMessage): Answer => {
  const sources: Source[] = []
  const numbers = new Map<string, number>()
  const numberOf = (part: SourcePart): number => {
    const key = JSON.stringify([part.title, said(part, 'citedText'), part.type === 'source-url' ? part.url : ''])
    const known = numbers.get(key)
    if (known !== undefined) return known
    sources.push(sourceOf(part, sources.length + 1))
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
      last?.marks.push({ at: endOf(part) ?? last.text.length, number: numberOf(part) })
    } else {
      close()
      // Parts only ever grow at the end, so that their place names them.
      blocks.push({ type: 'part', key: `${part.type}-${index}`, part })
    }
  }
  close()
  return { blocks, sources }
}
