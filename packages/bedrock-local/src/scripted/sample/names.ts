/** Words of a prompt that begin with a capital and no sentence: mostly names. */
export const namesIn = (prompt: string): string[] =>
  (prompt.match(/(?<=[^\s.!?]\s+)\p{Lu}[\p{L}'-]+(?:\s+\p{Lu}[\p{L}'-]+)*/gu) ?? []).filter((name) => name !== 'I')

/** Two words with capitals that begin a sentence: somebody's full name. */
export const personsIn = (prompt: string): string[] =>
  prompt.match(/(?<=^|[.!?]\s+)\p{Lu}\p{Ll}+ \p{Lu}[\p{L}'-]+(?=[\s,])/gu) ?? []

/** `worksIn` and `works_in` as `works in`. */
export const spoken = (name: string): string =>
  name
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replaceAll(/[_-]+/g, ' ')
    .toLowerCase()
