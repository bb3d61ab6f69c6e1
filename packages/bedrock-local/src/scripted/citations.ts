import type { Ask, AskPart } from '../answer/ask.ts'
import type { AnswerStep } from '../answer/step.ts'
import { coverage } from '../plain/words.ts'
import { textOfBase64 } from '../wire/base64.ts'
import { type Scene, type Setting, say } from './scene.ts'

interface Document {
  readonly title: string
  readonly text: string
  /** Which of the request's documents it is, from 0. */
  readonly index: number
  /** Whether the answer was asked to cite it. */
  readonly citations: boolean
}

/** Where a sentence stands. */
interface Sentence {
  readonly document: Document
  readonly text: string
  readonly start: number
}

const mostSentences = 4

const isDocument = (part: AskPart): part is Extract<AskPart, { type: 'file' }> =>
  part.type === 'file' && part.kind === 'document'

/** Formats whose bytes are their text. */
const plain = new Set(['txt', 'md', 'csv', 'html', 'plain'])

/** The documents whose text can be read here, in their order. */
const documentsIn = (ask: Ask): readonly Document[] =>
  ask.messages
    .flatMap(({ parts }) => parts.filter(isDocument))
    .flatMap((part, index) => {
      const text = plain.has(part.format ?? '') ? textOfBase64(part.data ?? '') : undefined
      return text === undefined || text.trim() === ''
        ? []
        : [{ title: part.name ?? `Document ${index + 1}`, text, index, citations: part.citations === true }]
    })

/** A sentence ends at its mark, or where its line does. */
const sentencesOf = (document: Document): readonly Sentence[] =>
  [...document.text.matchAll(/\S[^\n]*?(?:[.!?](?=\s|$)|(?=\n|$))/g)].map(({ 0: text, index }) => ({
    document,
    text,
    start: index,
  }))

/** The sentences that speak most of a question, in the order in which they stand. */
const bestFor = (question: string, documents: readonly Document[]): readonly Sentence[] => {
  const rated = documents
    .flatMap(sentencesOf)
    .map((sentence, at) => ({ sentence, at, score: coverage(question, sentence.text) }))
  const best = rated.toSorted((one, other) => other.score - one.score).slice(0, mostSentences)
  const least = Math.max(best[0]?.score ?? 0, 0.3) / 2
  return best
    .filter(({ score }) => score >= least)
    .toSorted((one, other) => one.at - other.at)
    .map(({ sentence }) => sentence)
}

const quote = ({ document, text, start }: Sentence, lead: string): AnswerStep[] => [
  say(`${lead}${text}`),
  {
    type: 'citation',
    citation: { text, title: document.title, documentIndex: document.index, start, end: start + text.length },
  },
]

/** Sentences of one document follow each other; another begins a paragraph of its own. */
const tell = (sentences: readonly Sentence[]): AnswerStep[] =>
  sentences.flatMap((sentence, at) => {
    const before = sentences[at - 1]
    if (before?.document === sentence.document) return quote(sentence, ' ')
    return quote(sentence, `${at === 0 ? '' : '\n\n'}${sentence.document.title} says: `)
  })

const play = ({ ask, prompt }: Setting): readonly AnswerStep[] => {
  const documents = documentsIn(ask)
  if (documents.length === 0) return [say('There is no text document to cite. (simulated)')]
  const best = bestFor(prompt, documents)
  if (best.length > 0) return tell(best)
  const first = documents.slice(0, mostSentences).flatMap((document) => sentencesOf(document).slice(0, 1))
  return [say('The documents do not say, as far as a script can tell. They begin so:\n\n'), ...tell(first)]
}

/** Quotes the sentences of text documents that speak of what is asked, and says where they stand. */
export const cites: Scene = {
  name: 'citations',
  fits: ({ ask, prompt }) => /\b(cite|cites|citations?|quote)\b/i.test(prompt) && documentsIn(ask).length > 0,
  play,
}

/** The same where documents came to be cited, whatever is asked. */
export const readsDocuments: Scene = {
  name: 'documents',
  fits: ({ ask }) => documentsIn(ask).some(({ citations }) => citations),
  play,
}
