import { namesIn, personsIn } from './names.ts'

/** What a prompt says itself, for properties of such names: everything that fits, in its order. */
export interface Find {
  readonly names: RegExp
  readonly in: (prompt: string) => readonly string[]
}

const all =
  (pattern: RegExp) =>
  (prompt: string): readonly string[] =>
    prompt.match(pattern) ?? []

/** A word that a prompt begins with, and a comma: `Oslo, for three days`. */
const leading = all(/^\p{Lu}[\p{L}'-]+(?=,)/gu)

/** The first part of a text that stands by itself, without an article: `Lentil soup for four`. */
const headline = (prompt: string): readonly string[] => {
  const [clause = ''] = /[^,.;:!?\n]+/.exec(prompt) ?? []
  const words = clause
    .trim()
    .replace(/^(a|an|the|please)\s+/i, '')
    .split(/\s+/)
  const text = words.slice(0, 12).join(' ')
  return text.length < 3 ? [] : [`${text.charAt(0).toUpperCase()}${text.slice(1)}`]
}

const firstSentence = (prompt: string): readonly string[] => {
  const [sentence = ''] = /[^\n]+?(?:[.!?](?=\s|$)|$)/.exec(prompt.trim()) ?? []
  return sentence.length < 3 ? [] : [sentence]
}

export const finds: readonly Find[] = [
  // Arithmetic, such as `20 - 12`.
  { names: /^expression$/, in: all(/[\d(][\d.() ]{0,40}[-+*/][-+*/\d.() ]{0,80}[\d)]/g) },
  { names: /e-?mail|\bmail\b/, in: all(/[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}/g) },
  { names: /phone|mobile|telephone|\bfax\b/, in: all(/\+?\d[\d ()/-]{6,18}\d/g) },
  { names: /\b(url|uri|link|website|homepage)\b/, in: all(/https?:\/\/[^\s,]+/g) },
  { names: /browser/, in: all(/\b(?:Safari|Chrome|Firefox|Edge|Opera)\b(?: \d+(?:\.\d+)*)?/g) },
  {
    names: /company|organi[sz]ation|employer|vendor|supplier/,
    in: all(/(?<=\b(?:at|for|with|from|of) )\p{Lu}[\p{L}'&-]+(?: \p{Lu}[\p{L}'&-]+)*/gu),
  },
  { names: /full name|\b(person|author|customer|contact|assignee|owner|user)\b/, in: personsIn },
  { names: /\b(title|headline|subject|summary|topic|heading)\b/, in: headline },
  { names: /\b(text|message|body|query|question|note|content|description|reminder|task)\b/, in: firstSentence },
  {
    names: /^name$|\b(city|town|place|location|country|destination|origin)\b/,
    in: (prompt) => [...namesIn(prompt), ...leading(prompt)],
  },
]
