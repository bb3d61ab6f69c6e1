import { type Warning, warningOf } from '../speech/warning.ts'

const longest = 190

/**
 * The service takes letters, digits, single spaces, hyphens, parentheses and brackets (API documentation of DocumentBlock);
 * recorded traffic shows that it takes underscores too.
 */
const legal = (title: string): string =>
  title
    .replace(/[^a-zA-Z0-9_\-()[\]]+/g, ' ')
    .trim()
    .slice(0, longest)
    .trim()

/** Gives each document of one request a name of its own. Without a title it is neutral, for models may read it as an instruction. */
export const documentNames = (warnings: Warning[]): ((title: string | undefined) => string) => {
  const counts = new Map<string, number>()
  return (title = '') => {
    const base = legal(title) || 'Document'
    let name = base
    let count = counts.get(base.toLowerCase()) ?? 1
    while (counts.has(name.toLowerCase())) {
      count += 1
      name = `${base} (${count})`
    }
    counts.set(base.toLowerCase(), count)
    counts.set(name.toLowerCase(), counts.get(name.toLowerCase()) ?? 1)
    if (name !== title && title !== '') warnings.push(warningOf('document-renamed', `${title.slice(0, 80)} to ${name}`))
    return name
  }
}

/** A file's name in front of its extension, which goes into a field of its own. */
export const stemOf = (filename: string | undefined): string | undefined => filename?.replace(/\.[a-zA-Z0-9]{1,5}$/, '')
