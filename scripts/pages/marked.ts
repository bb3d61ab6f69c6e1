/** A place in a page that a script writes: `<!-- written: sizes core -->` … `<!-- end -->`, each on a line of its own. */
export interface Mark {
  /** `sizes core` */
  readonly name: string
  readonly text: string
}

const marked = /^(<!-- written: ([\w ./@-]+) -->\n)(.*?)(^<!-- end -->$)/gms

export const marksIn = (page: string): readonly Mark[] =>
  [...page.matchAll(marked)].map(([, , name = '', text = '']) => ({ name, text: text.trim() }))

/**
 * The page with every marked place written anew.
 * @throws Error at a mark that `write` does not know
 */
export const rewritten = (page: string, write: (name: string) => string): string =>
  page.replace(marked, (_, open: string, name: string, _old, close: string) => `${open}\n${write(name)}\n\n${close}`)
