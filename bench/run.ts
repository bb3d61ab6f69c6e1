import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { Effort, Section } from './page/section.ts'
import { pageOf, written } from './page/write-page.ts'
import { measureBundles } from './tables/bundles.ts'
import { measureCalls, measurePrompts } from './tables/calls.ts'
import { measureDeltas } from './tables/deltas.ts'
import { measureFirstDelta } from './tables/first-delta.ts'
import { measureHooks } from './tables/hooks.ts'
import { measureImports } from './tables/imports.ts'
import { measureInstalls } from './tables/installs.ts'
import { measureMemory } from './tables/memory.ts'
import { measureObjects } from './tables/objects.ts'
import { measureSigns } from './tables/signs.ts'

/**
 * Ours beside the others, in one run; writes `docs/benchmarks.md` and what other pages hold of it. `--quick` shows that
 * everything runs; with names of tables, only those run, and no page is written.
 */
const tables: Readonly<Record<string, (effort: Effort) => Promise<Section | Section[]> | Section>> = {
  signs: measureSigns,
  imports: measureImports,
  bundles: measureBundles,
  installs: measureInstalls,
  deltas: measureDeltas,
  'first-delta': measureFirstDelta,
  calls: measureCalls,
  prompts: measurePrompts,
  memory: measureMemory,
  hooks: measureHooks,
  objects: measureObjects,
}

const { values, positionals } = parseArgs({ options: { quick: { type: 'boolean' } }, allowPositionals: true })
const effort: Effort = { quick: values.quick ?? false }
const unknown = positionals.filter((name) => !(name in tables))
if (unknown.length > 0)
  throw new Error(`No such table: ${unknown.join(', ')}. Known: ${Object.keys(tables).join(', ')}.`)

const begun = performance.now()
const sections: Section[] = []
for (const [name, measure] of Object.entries(tables)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue
  for (const section of [await measure(effort)].flat()) {
    sections.push(section)
    console.log(`\n${written(section)}\n${Math.round((performance.now() - begun) / 1000)} s`)
    for (const { name, wanted, measured, met } of section.goals ?? [])
      console.log(`${met ? 'met ' : 'MISS'} ${name}: ${measured} (${wanted})`)
  }
}

if (positionals.length === 0) {
  const page = effort.quick ? 'bench/quick.md' : 'docs/benchmarks.md'
  writeFileSync(new URL(`../${page}`, import.meta.url), pageOf(sections, effort))
  console.log(`${sections.length} tables written to ${page}`)
  if (!effort.quick) execFileSync('pnpm', ['--workspace-root', 'run', 'pages'], { stdio: 'inherit' })
}
