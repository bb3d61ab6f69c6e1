import { spawnSync } from 'node:child_process'
import { median, type Section } from './table.ts'

const rows = [
  ['core + auth + claude', ['@x/bedrock-core', '@x/bedrock-auth', '@x/bedrock-claude']],
  ['AWS SDK', ['@aws-sdk/client-bedrock-runtime']],
  ['AI SDK and its Bedrock provider', ['ai', '@ai-sdk/amazon-bedrock']],
] as const
const rounds = 9

/** Milliseconds that a fresh process needs to import these, beyond its own start. Ours from `dist`: build first. */
const importTime = (modules: readonly string[]): number => {
  const code = `const t = performance.now(); await Promise.all(${JSON.stringify(modules)}.map((m) => import(m))); console.log(performance.now() - t)`
  const times = Array.from({ length: rounds }, () => {
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
      cwd: import.meta.dirname,
      encoding: 'utf8',
    })
    if (stdout === '') throw new Error(`${modules.join(', ')} cannot be imported; run the build first:\n${stderr}`)
    return Number(stdout)
  })
  return median(times)
}

export const measureImports = (): Section => {
  const times = rows.map(([name, modules]) => [name, importTime(modules)] as const)
  const ours = times[0]?.[1] ?? Number.NaN
  return {
    title: 'Import',
    note: 'Milliseconds for a fresh process to import the package, as published (goal for ours: 25 ms).',
    head: ['package', 'ms', 'times ours'],
    rows: times.map(([name, time]) => [name, time.toFixed(1), (time / ours).toFixed(1)]),
  }
}
