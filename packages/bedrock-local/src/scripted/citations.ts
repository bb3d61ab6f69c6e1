import type { Ask, AskPart } from '../answer/ask.ts'
import type { AnswerStep } from '../answer/step.ts'
import { textOfBase64 } from '../wire/base64.ts'
import { type Scene, say } from './scene.ts'

interface Document {
  readonly title: string
  readonly text: string
  /** Which of the request's documents it is, from 0. */
  readonly index: number
}

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
        : [{ title: part.name ?? `Document ${index + 1}`, text, index }]
    })

const firstSentence = (text: string): string => /\S[\s\S]*?(?:[.!?](?=\s|$)|$)/.exec(text)?.[0] ?? text

const quote = ({ title, text, index }: Document): AnswerStep[] => {
  const passage = firstSentence(text)
  const start = text.indexOf(passage)
  return [
    say(`${title} begins: ${passage}`),
    { type: 'citation', citation: { text: passage, title, documentIndex: index, start, end: start + passage.length } },
  ]
}

/** Quotes the first sentence of each text document, and says where it stands. */
export const cites: Scene = {
  name: 'citations',
  fits: ({ ask, prompt }) => /\b(cite|cites|citations?|quote)\b/i.test(prompt) && documentsIn(ask).length > 0,
  play: ({ ask }) => {
    const documents = documentsIn(ask)
    return documents.length === 0
      ? [say('There is no text document to cite. (simulated)')]
      : documents.flatMap((document, at) => (at === 0 ? quote(document) : [say('\n\n'), ...quote(document)]))
  },
}
