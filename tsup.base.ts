import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { defineConfig, type Options } from 'tsup'

interface Manifest {
  readonly exports: Readonly<Record<string, { readonly 'bedrock-source'?: string; readonly default: string }>>
  readonly bin?: Readonly<Record<string, string>>
  readonly imports?: Readonly<Record<string, unknown>>
}

/** `./src/family.entry.ts` built as `./dist/family.js` becomes `{ family: 'src/family.entry.ts' }`. */
const entriesOf = (manifest: Manifest): Record<string, string> =>
  Object.fromEntries(
    Object.values(manifest.exports).flatMap((door) => {
      const source = door['bedrock-source']
      return source === undefined ? [] : [[door.default.replace(/^\.\/dist\/|\.js$/g, ''), source.slice(2)]]
    }),
  )

/** `#wire/marshaller` names `src/wire/marshaller.ts`, and `src/wire/marshaller.node.ts` for Node. */
const changelings = ({ imports = {} }: Manifest): string[] => Object.keys(imports).map((name) => name.slice(1))

const changelingEntries = (names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.flatMap((name) => [name, `${name}.node`]).map((name) => [name, `src/${name}.ts`]))

type Plugin = NonNullable<Options['esbuildPlugins']>[number]

/**
 * Leaves the choice between the two files to whoever imports the package, by the manifest's `imports`. The second loads
 * the first, so that a bundler sees which class is used.
 */
const chosenByImporter = (names: readonly string[]): Plugin => {
  const byFile = new Map(names.map((name) => [resolve(`src/${name}.ts`), `#${name}`]))
  return {
    name: 'chosen-by-importer',
    setup: ({ onResolve }) => {
      onResolve({ filter: /^\./ }, ({ kind, path, resolveDir }) => {
        const name = kind === 'import-statement' ? byFile.get(resolve(resolveDir, path)) : undefined
        return name === undefined ? undefined : { path: name, external: true, sideEffects: false }
      })
    },
  }
}

/**
 * One build for every package: its doors are read from `exports`, so that a door exists once. ESM and types; what the
 * manifest depends on stays an import, so no package is bundled into another.
 */
export const build = (
  options: Options & { readonly bins?: Readonly<Record<string, string>> } = {},
): ReturnType<typeof defineConfig> => {
  const manifest: Manifest = JSON.parse(readFileSync('package.json', 'utf8'))
  const { bins = {}, ...rest } = options
  const chosen = changelings(manifest)
  return defineConfig({
    entry: { ...entriesOf(manifest), ...bins, ...changelingEntries(chosen) },
    esbuildPlugins: [chosenByImporter(chosen)],
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
