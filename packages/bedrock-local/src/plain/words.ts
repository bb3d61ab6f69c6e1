/** A text's words, in lower case: what similarity is measured by here. */
export const wordsIn = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []

/** Words that say little of what a text is about. */
const common = new Set(
  'a about an and any are as at be been but by can could did do does for from had has have how i if in into is it its me my of on or our out say says should so some than that the their them then there these they this those to up us was we were what when where which who why will with would you your'.split(
    ' ',
  ),
)

export const isCommon = (word: string): boolean => common.has(word)

/** A word without the endings that English puts on: `returned`, `returns` and `returning` are one. */
export const stemOf = (word: string): string =>
  word.length < 5 ? word.replace(/(?<=..[^s])s$/, '') : word.replace(/(?:(?<!s)s|ed|ing|e)$/, '')

/** What a text is about: the stems of its words, each once and without the common ones, where it has others. */
export const termsIn = (text: string): ReadonlySet<string> => {
  const words = wordsIn(text)
  const telling = words.filter((word) => !isCommon(word))
  return new Set((telling.length === 0 ? words : telling).map(stemOf))
}

/** How much of the longer of two words their common beginning is; nothing under three letters. */
const likeness = (one: string, other: string): number => {
  let shared = 0
  while (shared < one.length && one[shared] === other[shared]) shared += 1
  return shared < 3 ? 0 : shared / Math.max(one.length, other.length)
}

const found = (term: string, held: ReadonlySet<string>): number => {
  if (held.has(term)) return 1
  let best = 0
  for (const other of held) best = Math.max(best, likeness(term, other))
  return best / 2
}

/** From 0 to 1: how much of what a query is about a document speaks of; a word that only begins alike counts half at most. */
export const coverage = (query: string, document: string): number => {
  const wanted = termsIn(query)
  const held = new Set([...wordsIn(document)].map(stemOf))
  let sum = 0
  for (const term of wanted) sum += found(term, held)
  return wanted.size === 0 ? 0 : sum / wanted.size
}
