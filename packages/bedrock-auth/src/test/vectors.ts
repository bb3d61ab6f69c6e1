import { existsSync, readFileSync } from 'node:fs'

const folder = new URL('../../../../../shared/vectors/', import.meta.url)

/** A file of public vectors beside the repository; undefined where they are not at hand. */
export const readVectors = (name: string): string | undefined => {
  const file = new URL(name, folder)
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}
