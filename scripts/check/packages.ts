import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { layOut, must, pack } from '../test/lay-out.ts'
import type { Check, Finding } from './finding.ts'

/** Manifests as they are published, by publint's strictest reading. */
export const checkManifestsPacked = async (folder: string): Promise<readonly Finding[]> => {
  const modules = join(layOut(folder), '@x')
  const findings = await Promise.all(
    readdirSync(modules).map(async (name) => {
      const { messages, pkg } = await publint({ pkgDir: join(modules, name), pack: false, strict: true })
      return messages.map((message) => `${name}: ${formatMessage(message, pkg, { color: false })}`)
    }),
  )
  return findings.flat()
}

/** Files, exports and dependencies that nothing uses: see `knip.json`. */
export const checkUnused: Check = async () => {
  try {
    must('knip', ['--no-progress', '--no-config-hints'])
    return []
  } catch (error) {
    return [String(error instanceof Error ? error.message : error)]
  }
}

/** Types as every kind of importer resolves them; CommonJS is not served, so it is not asked. */
export const checkTypesPacked = async (folder: string): Promise<readonly Finding[]> =>
  pack(folder).flatMap((tarball) => {
    try {
      must('attw', ['--profile', 'esm-only', '--no-color', '--no-emoji', '--format', 'ascii', tarball])
      return []
    } catch (error) {
      return [String(error instanceof Error ? error.message : error)]
    }
  })
