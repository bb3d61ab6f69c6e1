import { spawnSync } from 'node:child_process'
import { atMost, type Effort, figure, median, type Section, times } from '../page/section.ts'

const packages = [
  ['core, auth and claude', ['@x/bedrock-core', '@x/bedrock-auth', '@x/bedrock-claude']],
  ['AWS SDK', ['@aws-sdk/client-bedrock-runtime']],
  ['AI SDK and its Bedrock provider', ['ai', '@ai-sdk/amazon-bedrock']],
  ['Anthropic’s Bedrock SDK', ['@anthropic-ai/bedrock-sdk']],
] as const

/** Milliseconds that a fresh process needs to import these, beyond its own start. */
const importTime = (modules: readonly string[]): number => {
  const code = `const t = performance.now(); await Promise.all(${JSON.stringify(modules)}.map((m) => import(m))); console.log(performance.now() - t)`
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
    cwd: new URL('..', import.meta.url),
    encoding: 'utf8',
  })
  if (stdout === '') throw new Error(`${modules.join(', ')} cannot be imported; run the build first:\n${stderr}`)
  return Number(stdout)
}

export const measureImports = ({ quick }: Effort): Section => {
  // In turns; the first warms the disk's cache for all.
  const rounds = Array.from({ length: quick ? 2 : 16 }, () => packages.map(([, modules]) => importTime(modules)))
  const all = packages.map((_, index) => median(rounds.slice(1).map((round) => round[index] ?? Number.NaN)))
  const ours = all[0] ?? Number.NaN
  return {
    title: 'Import',
    note: 'Milliseconds for a fresh process to import the packages, as published. Ours load the signer and the codec later; “from a cold start” below has all of it.',
    head: ['packages', 'ms', 'times ours'],
    rows: packages.map(([name], index) => {
      const time = all[index] ?? Number.NaN
      return [name, figure(time), times(time, ours)]
    }),
    goals: [atMost('import of core, auth and claude', 25, 'ms', ours)],
  }
}
