import { resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build, type Plugin } from 'esbuild'
import { fileBehind, readRooms } from '../house/house.ts'

/** Finds the house's doors from anywhere, as an application's bundler would find the installed packages. */
const doors = (external: readonly string[]): Plugin => {
  const rooms = readRooms()
  return {
    name: 'doors',
    setup: ({ onResolve }) => {
      onResolve({ filter: /^@x\// }, ({ path }) => {
        if (external.includes(path)) return { path, external: true }
        const file = fileBehind({ rooms }, path)
        if (file === undefined) throw new Error(`${path} is not a door of any package.`)
        return { path: resolve(file), sideEffects: false }
      })
    },
  }
}

export interface Weight {
  /** Bytes of the bundle, minified, after gzip. */
  readonly gzip: number
  /** Minified bytes before gzip, by what they come from, heaviest first. */
  readonly parts: readonly (readonly [from: string, bytes: number])[]
}

/** `../core/src/client/plan.ts` counts for `packages/bedrock-core/src/client`; a dependency for itself. */
const originOf = (input: string): string =>
  /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1] ?? input.split('/').slice(0, -1).join('/')

const partsOf = (inputs: Readonly<Record<string, { readonly bytesInOutput: number }>>): Weight['parts'] => {
  const sums = new Map<string, number>()
  for (const [input, { bytesInOutput }] of Object.entries(inputs)) {
    const origin = originOf(input)
    sums.set(origin, (sums.get(origin) ?? 0) + bytesInOutput)
  }
  return [...sums].filter(([, bytes]) => bytes > 0).sort(([, left], [, right]) => right - left)
}

/** What this code and all it needs weigh in a user's bundle; on Node, without what Node has itself. */
export const weigh = async (
  code: string,
  external: readonly string[] = [],
  platform: 'browser' | 'node' = 'browser',
): Promise<Weight> => {
  const { outputFiles, metafile } = await build({
    stdin: { contents: code, loader: 'ts', resolveDir: '.' },
    bundle: true,
    minify: true,
    format: 'esm',
    platform,
    target: 'es2023',
    write: false,
    metafile: true,
    logLevel: 'silent',
    external: [...external],
    plugins: [doors(external)],
  })
  return {
    gzip: outputFiles.reduce((sum, { contents }) => sum + gzipSync(contents, { level: 9 }).length, 0),
    parts: partsOf(Object.values(metafile.outputs)[0]?.inputs ?? {}),
  }
}

/** What this code adds to a bundle that holds other code already. */
export const weighBeside = async (beside: string, code: string, external: readonly string[] = []): Promise<Weight> => {
  const [before, after] = await Promise.all([weigh(beside, external), weigh(`${beside}\n${code}`, external)])
  const held = new Map(before.parts)
  return {
    gzip: after.gzip - before.gzip,
    parts: after.parts
      .map(([origin, bytes]) => [origin, bytes - (held.get(origin) ?? 0)] as const)
      // Names a letter longer are no weight of their own.
      .filter(([, bytes]) => bytes > 20)
      .sort(([, left], [, right]) => right - left),
  }
}
