import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { layOut, must, pack } from '../test/lay-out.ts'
import type { Check, Finding } from './finding.ts'

/** What a command says where it fails; nothing where it does not. */
const saidBy = (command: string, options: readonly string[], cwd?: string): readonly Finding[] => {
  try {
    must(command, options, cwd)
    return []
  } catch (error) {
    return [String(error instanceof Error ? error.message : error)]
  }
}

/** publint's strictest reading of a package as it is published. */
export const lintManifest = async (pkgDir: string): Promise<readonly Finding[]> => {
  const { messages, pkg } = await publint({ pkgDir, pack: false, strict: true })
  return messages.map((message) => `${pkg['name']}: ${formatMessage(message, pkg, { color: false })}`)
}

/** Types of a tarball as every kind of importer resolves them; CommonJS is not served, so it is not asked. */
export const lintTypes = (tarball: string): readonly Finding[] =>
  saidBy('attw', ['--profile', 'esm-only', '--no-color', '--no-emoji', '--format', 'ascii', tarball])

/** Files, exports and dependencies below `folder` that nothing uses: see its `knip.json`. */
export const lintUnused = (folder: string): readonly Finding[] =>
  saidBy('knip', ['--no-progress', '--no-config-hints'], folder)

export const checkManifestsPacked = async (folder: string): Promise<readonly Finding[]> => {
  const modules = join(layOut(folder), '@x')
  return (await Promise.all(readdirSync(modules).map((name) => lintManifest(join(modules, name))))).flat()
}

export const checkTypesPacked = async (folder: string): Promise<readonly Finding[]> => pack(folder).flatMap(lintTypes)

export const checkUnused: Check = async () => lintUnused('.')
