import { hash } from '../family/legal-names.ts'

/** Some models take exactly nine letters and digits. Cutting would make different ids alike. */
export const nineLetterId = (id: string): string =>
  /^[a-zA-Z0-9]{9}$/.test(id) ? id : `${hash(id)}${hash(`${id}.`)}`.padEnd(9, '0').slice(0, 9)

const longest = 200

/**
 * The service takes letters, digits, single spaces, hyphens, parentheses and brackets (API documentation of DocumentBlock);
 * recorded traffic shows that it takes underscores too.
 */
const legalDocumentName = (title: string): string =>
  title
    .replace(/[^a-zA-Z0-9_\-()[\]]+/g, ' ')
    .trim()
    .slice(0, longest - 10)
    .trim()

/** Gives each document of one request a name of its own. Without a title the name is neutral, for models may read it as an instruction. */
export const documentNames = (): ((title: string | undefined) => string) => {
  const taken = new Set<string>()
  return (title) => {
    const base = legalDocumentName(title ?? '') || 'Document'
    let name = base
    for (let number = 2; taken.has(name.toLowerCase()); number += 1) name = `${base} (${number})`
    taken.add(name.toLowerCase())
    return name
  }
}

/** A file's name without its extension. */
export const stemOf = (filename: string | undefined): string | undefined => filename?.replace(/\.[a-zA-Z0-9]{1,5}$/, '')
