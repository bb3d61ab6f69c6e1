import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type SourceName, sources } from '../../src/sources.ts'

const folders: readonly string[] = ['../../node_modules', '../../../../bench/node_modules'].map((folder) =>
  join(import.meta.dirname, folder),
)

const folderOf = (name: string): string | undefined =>
  folders.map((folder) => join(folder, name)).find((folder) => existsSync(folder))

const packageOf = (source: SourceName): string => sources[source].name.split(' ')[0] ?? ''

/** The packages that the tables are made from. */
export const packages: readonly SourceName[] = ['genai-prices', 'pi-ai', 'tokenlens', 'ai-sdk']

/** Those that are not installed. */
export const missing: readonly SourceName[] = packages.filter((source) => folderOf(packageOf(source)) === undefined)

/** A file of an installed source, of just the version that `sources` dates. */
export const readSource = (source: SourceName, path: string): string => {
  const folder = folderOf(packageOf(source)) ?? ''
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
  if (!sources[source].name.includes(` ${version}`))
    throw new Error(
      `${packageOf(source)} is ${version}, not what src/sources.ts says. Give it its new version and date.`,
    )
  return readFileSync(join(folder, path), 'utf8')
}
