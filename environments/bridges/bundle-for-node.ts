import { build } from 'esbuild'

/** One file of the sources and all they need, as it is deployed. */
export const bundleForNode = async (entry: string, outfile: string): Promise<void> => {
  await build({
    entryPoints: [`${import.meta.dirname}/${entry}`],
    outfile,
    format: 'cjs',
    bundle: true,
    platform: 'node',
    target: 'node22',
    conditions: ['bedrock-source'],
    logLevel: 'silent',
  })
}
