import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { testIdentity } from '@x/bedrock-local'
import { startLocalBedrock } from '@x/bedrock-local/server'
import { afterAll, beforeAll, expect, test } from 'vitest'

const run = promisify(execFile)
const app = import.meta.dirname

interface Example {
  readonly file: string
  readonly runs: boolean
  readonly code: string
}

const packages = join(app, '../../packages')
const pages = [
  join(app, '../../README.md'),
  join(app, '../../docs/tools.md'),
  join(app, '../../docs/testing.md'),
  join(app, '../../docs/objects.md'),
  join(app, '../../docs/reliability.md'),
  join(app, '../../docs/observability.md'),
  ...readdirSync(packages).map((name) => join(packages, name, 'README.md')),
]

const examples: readonly Example[] = pages.flatMap((page, number) =>
  [...readFileSync(page, 'utf8').matchAll(/^```(tsx?)( run)?\n(.*?)^```$/gms)].map(
    ([, kind, runs, code = ''], index) => ({
      file: `page-${number}-example-${index + 1}.${kind}`,
      runs: runs !== undefined,
      code,
    }),
  ),
)

let folder = ''
beforeAll(() => {
  // Beside the app's node_modules, whose packages the examples import.
  folder = mkdtempSync(join(app, '.readme-'))
  for (const { file, code } of examples) writeFileSync(join(folder, file), code)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('every example of the READMEs and of the page on objects compiles', { timeout: 120_000 }, async () => {
  expect(examples.map(({ file }) => file.split('.')[1])).toContain('tsx')
  const config = {
    extends: '../tsconfig.json',
    compilerOptions: { incremental: false, plugins: [], noUnusedLocals: false },
    files: examples.map(({ file }) => file),
    include: [],
    exclude: [],
  }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config))
  const compiler = join(app, 'node_modules/typescript/bin/tsc')
  const { stdout } = await run(process.execPath, [compiler, '-p', folder]).catch((error: { stdout: string }) => error)
  expect(stdout).toBe('')
})

const outputs: readonly RegExp[] = [
  /simulated answer[\s\S]*\nstop: \d+ tokens\n$/,
  /^hello\n$/,
  /weather of Lisbon: 20 °C\nweather of Oslo: 8 °C\n[\s\S]*\n2 steps, \d+ tokens, 3 messages to append\n$/,
]

test('every example that says so runs against the local Bedrock', { timeout: 60_000 }, async () => {
  const local = await startLocalBedrock()
  try {
    const running = examples.filter(({ runs }) => runs)
    expect(running).toHaveLength(outputs.length)
    for (const [index, { file }] of running.entries()) {
      const { stdout } = await run(process.execPath, ['--conditions=bedrock-source', join(folder, file)], {
        env: {
          NODE_ENV: 'test',
          PATH: process.env['PATH'],
          AWS_REGION: 'us-east-1',
          AWS_ACCESS_KEY_ID: testIdentity.accessKeyId,
          AWS_SECRET_ACCESS_KEY: testIdentity.secretAccessKey,
          AWS_ENDPOINT_URL_BEDROCK_RUNTIME: local.url,
        },
      })
      expect(stdout).toMatch(outputs[index] ?? /^$/)
    }
  } finally {
    await local.close()
  }
})
