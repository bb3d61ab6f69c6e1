/** A text's words, in lower case: what similarity is measured by here. */
export const wordsIn = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []

/** From 0 to 1: how many of a query's words a document holds, each word once. */
export const coverage = (query: string, document: string): number => {
  const wanted = new Set(wordsIn(query))
  const held = new Set(wordsIn(document))
  return wanted.size === 0 ? 0 : [...wanted].filter((word) => held.has(word)).length / wanted.size
}
