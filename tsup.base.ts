import { readFileSync } from 'node:fs'
import { defineConfig, type Options } from 'tsup'

interface Manifest {
  readonly exports: Readonly<Record<string, { readonly 'bedrock-source'?: string; readonly default: string }>>
  readonly bin?: Readonly<Record<string, string>>
}

/** `./src/family.entry.ts` built as `./dist/family.js` becomes `{ family: 'src/family.entry.ts' }`. */
const entriesOf = (manifest: Manifest): Record<string, string> =>
  Object.fromEntries(
    Object.values(manifest.exports).flatMap((door) => {
      const source = door['bedrock-source']
      return source === undefined ? [] : [[door.default.replace(/^\.\/dist\/|\.js$/g, ''), source.slice(2)]]
    }),
  )

/**
 * One build for every package: its doors are read from `exports`, so that a door exists once. ESM and types; what the
 * manifest depends on stays an import, so no package is bundled into another.
 */
export const build = (
  options: Options & { readonly bins?: Readonly<Record<string, string>> } = {},
): ReturnType<typeof defineConfig> => {
  const manifest: Manifest = JSON.parse(readFileSync('package.json', 'utf8'))
  const { bins = {}, ...rest } = options
  return defineConfig({
    entry: { ...entriesOf(manifest), ...bins },
    format: 'esm',
    target: 'es2023',
    platform: 'neutral',
    dts: { entry: entriesOf(manifest) },
    sourcemap: true,
    clean: true,
    treeshake: false,
    splitting: true,
    ...rest,
  })
}
