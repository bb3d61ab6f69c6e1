/** Checks what we publish, packed: manifests, types for every importer and compiler, their price, the API. `pnpm check` */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkApi } from './check/api.ts'
import { checkCompilers, checkInstantiations } from './check/compilers.ts'
import type { Check } from './check/finding.ts'
import { checkManifestsPacked, checkTypesPacked, checkUnused } from './check/packages.ts'
import { must } from './test/lay-out.ts'

const checks: Readonly<Record<string, Check>> = {
  knip: checkUnused,
  'publint --strict': checkManifestsPacked,
  'attw --profile esm-only': checkTypesPacked,
  'TypeScript 5.6 to the newest': checkCompilers,
  instantiations: checkInstantiations,
  'the API is as in api/': checkApi,
}

must('node', ['scripts/turbo.ts', 'build', '--filter=./packages/*', '--output-logs=errors-only'])
const folder = mkdtempSync(join(tmpdir(), 'bedrock-check-'))
try {
  for (const [name, check] of Object.entries(checks)) {
    const findings = await check(folder)
    console.log(`${findings.length === 0 ? 'ok  ' : 'FAIL'} ${name}`)
    for (const finding of findings) console.log(finding.replace(/^/gm, '     '))
    if (findings.length > 0) process.exitCode = 1
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
