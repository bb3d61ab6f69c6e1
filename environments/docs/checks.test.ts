import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { pages, root } from './pages.ts'

const run = promisify(execFile)
const here = import.meta.dirname

/** What a tool of this package prints, whether it is content or not. */
const told = async (tool: string, ...options: string[]): Promise<string> => {
  const { stdout, stderr } = await run(process.execPath, [join(here, 'node_modules', tool), ...options], {
    cwd: here,
    maxBuffer: 1 << 24,
  }).catch((error: { stdout: string; stderr: string }) => error)
  return stdout + stderr
}

/** Written by a tool, or about names of others. */
const generated = /^(docs\/routing\.md|.*\/CHANGELOG\.md|decisions\/)/

test('every word of every page is a word, or stands in words.txt', { timeout: 120_000 }, async () => {
  const files = pages.map(({ path }) => path).filter((path) => !generated.test(path))
  expect(files.length).toBeGreaterThan(50)
  const options = ['lint', '--no-progress', '--no-summary', '--no-color', '--config', 'cspell.json', '--root', root]
  expect(await told('cspell/bin.mjs', ...options, ...files)).toBe('')
})

/** What users import, of every published package. */
const doors = readdirSync(join(root, 'packages')).flatMap((folder) => {
  const { name, exports } = JSON.parse(readFileSync(join(root, 'packages', folder, 'package.json'), 'utf8'))
  return Object.keys(exports).map((door) => `${name}${door.slice(1)}`)
})

test('the reference is made of the sources’ comments without a warning, and has every door', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bedrock-reference-'))
  try {
    const file = join(folder, 'reference.json')
    const said = await told('typedoc/bin/typedoc', '--options', 'typedoc.json', '--json', file)
    expect(said).not.toMatch(/warning|error/i)
    const { children }: { children: { name: string }[] } = JSON.parse(readFileSync(file, 'utf8'))
    expect(children.map(({ name }) => name).toSorted()).toEqual(doors.toSorted())
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}, 240_000)
