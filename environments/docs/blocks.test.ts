import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { testIdentity } from '@x/bedrock-local'
import { startLocalBedrock } from '@x/bedrock-local/server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Block, blocksOf, fileOf } from './blocks.ts'
import { outputs } from './outputs.ts'
import { pages } from './pages.ts'

const run = promisify(execFile)
const here = import.meta.dirname

const blocks: readonly Block[] = pages.flatMap(blocksOf)

let folder = ''
beforeAll(() => {
  // Beside this package's node_modules, from which the blocks import.
  folder = mkdtempSync(join(here, '.blocks-'))
  for (const block of blocks) writeFileSync(join(folder, fileOf(block)), block.source)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a block is cut out with its indent, its kind and its line', () => {
  const text =
    'Words.\n\n1. So:\n\n   ```ts run\n   const a = `\n     b`\n   ```\n\n```tsx\n<p />\n```\n\n```sh\nls\n```\n'
  expect(blocksOf({ path: 'docs/a.md', text })).toEqual([
    { page: 'docs/a.md', line: 5, extension: 'ts', runs: true, source: '\n\n\n\n\nconst a = `\n  b`\n' },
    { page: 'docs/a.md', line: 10, extension: 'tsx', runs: false, source: '\n\n\n\n\n\n\n\n\n\n<p />\n' },
  ])
})

test('every block of TypeScript compiles, on every page', { timeout: 240_000 }, async () => {
  expect(new Set(blocks.map(({ page }) => page)).size).toBeGreaterThan(15)
  const config = {
    extends: '../tsconfig.json',
    compilerOptions: { moduleDetection: 'force', isolatedDeclarations: false, noUnusedLocals: false },
    files: blocks.map(fileOf),
    include: [],
    exclude: [],
  }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config))
  const compiler = join(here, 'node_modules/typescript/bin/tsc')
  const { stdout } = await run(process.execPath, [compiler, '-p', '.'], { cwd: folder }).catch(
    (error: { stdout: string }) => error,
  )
  expect(stdout).toBe('')
})

test('every block that says so runs against the local Bedrock', { timeout: 300_000 }, async () => {
  const local = await startLocalBedrock()
  const printed: Record<string, string[]> = {}
  try {
    for (const block of blocks.filter(({ runs }) => runs)) {
      const options = ['--conditions=bedrock-source', '--import', pathToFileURL(join(here, 'to-local.ts')).href]
      const { stdout } = await run(process.execPath, [...options, join(folder, fileOf(block))], {
        env: {
          NODE_ENV: 'test',
          PATH: process.env['PATH'],
          AWS_REGION: 'us-east-1',
          AWS_ACCESS_KEY_ID: testIdentity.accessKeyId,
          AWS_SECRET_ACCESS_KEY: testIdentity.secretAccessKey,
          // It wins over a key pair, so only where a block speaks of it.
          ...(block.source.includes('apiKey()') ? { AWS_BEARER_TOKEN_BEDROCK: testIdentity.apiKey } : {}),
          AWS_ENDPOINT_URL_BEDROCK_RUNTIME: local.url,
          LOCAL_BEDROCK_URL: local.url,
        },
      })
      printed[block.page] = [...(printed[block.page] ?? []), stdout]
    }
  } finally {
    await local.close()
  }
  const expected = Object.entries(outputs).map(([page, all]) => [page, all.map((one) => expect.stringMatching(one))])
  expect(printed).toEqual(Object.fromEntries(expected))
})
