import { cpSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type BuildOptions, build } from 'esbuild'

/** Copies the body beside the packed packages, so that every import finds those and never a source. */
export const copyBody = (folder: string): void => {
  for (const name of ['conformance.ts', 'chat.ts', 'check.ts', 'failures.ts', 'entries'])
    cpSync(join(import.meta.dirname, name), join(folder, 'everywhere', name), { recursive: true })
}

const make = async (folder: string, entry: string, options: BuildOptions): Promise<string> => {
  const outfile = join(folder, `${entry}-${options.conditions?.[0] ?? 'module'}.mjs`)
  await build({
    entryPoints: [join(folder, 'everywhere/entries', `${entry}.ts`)],
    outfile,
    bundle: true,
    format: 'esm',
    target: 'es2022',
    logLevel: 'error',
    ...options,
  })
  return outfile
}

/** The body with types stripped; packages stay imports. Gives the file. */
export const stripped = (folder: string): Promise<string> => make(folder, 'process', { packages: 'external' })

/** The body with all it imports, as bundlers make it for the runtimes of that condition. Gives the file. */
export const bundled = (folder: string, entry: 'worker' | 'page', condition: string): Promise<string> =>
  make(folder, entry, {
    platform: 'browser',
    conditions: [condition],
    ...(entry === 'page' ? { format: 'iife' as const } : {}),
  })

export const textOf = (file: string): string => readFileSync(file, 'utf8')
