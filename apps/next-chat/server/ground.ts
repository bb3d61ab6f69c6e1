import { type Message, type PromptDocument, rerank, type UserPart } from '@x/bedrock-core'
import { bedrock } from './bedrock.ts'
import type { ChatModel } from './models.ts'

const ranker = 'cohere.rerank-v3-5:0'
const mostPassages = 6

type Passage = Required<PromptDocument>

/** Paragraphs of a document, joined to about a thousand characters. */
export const passagesOf = ({ id, title, text }: Passage): readonly Passage[] => {
  const passages: string[] = []
  for (const paragraph of text.split(/\n{2,}/).map((part) => part.trim())) {
    const last = passages.at(-1)
    if (paragraph === '') continue
    if (last !== undefined && last.length + paragraph.length < 1000)
      passages[passages.length - 1] = `${last}\n\n${paragraph}`
    else passages.push(paragraph)
  }
  return passages.map((passage, index) => ({
    id: `${id}-${index + 1}`,
    title: passages.length === 1 ? title : `${title} (${index + 1})`,
    text: passage,
  }))
}

/** The passages that speak most of a question, by Cohere's ranking. */
const bestPassages = async (
  documents: readonly Passage[],
  query: string,
  signal: AbortSignal,
): Promise<readonly Passage[]> => {
  const passages = documents.flatMap(passagesOf)
  if (passages.length <= mostPassages) return passages
  const { ranking } = await rerank({
    model: bedrock(ranker, { family: 'cohere' }),
    query: query.slice(0, 2000),
    documents: passages.map(({ title, text }) => `${title}\n${text}`),
    topN: mostPassages,
    signal,
  })
  return ranking.flatMap(({ index }) => passages[index] ?? [])
}

const questionOf = (messages: readonly Message[]): string => {
  const last = messages.findLast(({ role }) => role === 'user')?.content ?? ''
  return typeof last === 'string' ? last : last.map((part) => (part.type === 'text' ? part.text : '')).join(' ')
}

const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64')

const filesOf = (passages: readonly Passage[]): readonly UserPart[] =>
  passages.map(({ title, text }) => ({
    type: 'file',
    mediaType: 'text/plain',
    filename: title,
    data: base64(text),
    citations: true,
  }))

/** Before the newest question, so that what came before it stays the same and can be cached. */
const withFiles = (messages: readonly Message[], files: readonly UserPart[]): readonly Message[] => {
  const at = messages.findLastIndex(({ role }) => role === 'user')
  return messages.map((message, index) => {
    if (index !== at || message.role !== 'user') return message
    const content =
      typeof message.content === 'string' ? [{ type: 'text' as const, text: message.content }] : message.content
    return { ...message, content: [...files, ...content] }
  })
}

export interface Grounded {
  readonly messages: readonly Message[]
  readonly documents?: readonly PromptDocument[]
}

/** A conversation with the user's own documents: as files to cite where a model does that, else as documents to read. */
export const ground = async (
  messages: readonly Message[],
  documents: readonly Passage[],
  model: ChatModel,
  signal: AbortSignal,
): Promise<Grounded> => {
  if (documents.length === 0) return { messages }
  const passages = await bestPassages(documents, questionOf(messages), signal)
  return model.family === 'cohere'
    ? { messages, documents: passages }
    : { messages: withFiles(messages, filesOf(passages)) }
}
