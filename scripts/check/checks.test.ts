import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { must } from '../test/lay-out.ts'
import { differences } from './api.ts'
import { compiled, costly, ownCompiler, writeProject } from './compilers.ts'
import { lintManifest, lintTypes, lintUnused } from './packages.ts'

const root = mkdtempSync(join(tmpdir(), 'checks-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

/** Files by their names, in a folder of their own. */
const folderOf = (files: Readonly<Record<string, string | object>>): string => {
  const folder = mkdtempSync(join(root, 'package-'))
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content))
  }
  return folder
}

const manifest = {
  name: 'planted',
  version: '1.0.0',
  license: 'Apache-2.0',
  type: 'module',
  sideEffects: false,
  engines: { node: '>=20' },
  files: ['dist'],
  exports: { '.': { types: './dist/index.d.ts', default: './dist/index.js' } },
}
const sound = {
  'package.json': manifest,
  'dist/index.js': 'export const one = 1\n',
  'dist/index.d.ts': 'export declare const one: number\n',
}

describe('publint', () => {
  test('finds nothing in a sound package', async () => expect(await lintManifest(folderOf(sound))).toEqual([]))

  test.each([
    ['a door that leads nowhere', { ...manifest, exports: { '.': './dist/missing.js' } }],
    [
      'types behind what is asked first',
      { ...manifest, exports: { '.': { default: './dist/index.js', types: './dist/index.d.ts' } } },
    ],
    ['CommonJS where modules are said', { ...manifest, exports: { '.': './dist/index.cjs.js' } }],
  ])('finds %s', async (_, planted) => {
    const files = { ...sound, 'package.json': planted, 'dist/index.cjs.js': 'module.exports = { one: 1 }\n' }
    expect(await lintManifest(folderOf(files))).not.toEqual([])
  })
})

describe('attw', () => {
  const tarballOf = (files: Readonly<Record<string, string | object>>): string => {
    const folder = folderOf(files)
    const [{ filename }] = JSON.parse(must('npm', ['pack', '--json', '--ignore-scripts'], folder))
    return join(folder, filename)
  }

  test('finds nothing in a sound package', () => expect(lintTypes(tarballOf(sound))).toEqual([]))

  test.each([
    [
      'types that are not there',
      {
        ...sound,
        'package.json': { ...manifest, exports: { '.': { types: './dist/missing.d.ts', default: './dist/index.js' } } },
      },
    ],
    [
      'types that import without an ending',
      { ...sound, 'dist/index.d.ts': "export * from './two'\n", 'dist/two.d.ts': 'export declare const one: number\n' },
    ],
  ])('finds %s', (_, files) => expect(lintTypes(tarballOf(files)).join()).toMatch(/attw/))
})

describe('knip', () => {
  const used = {
    'package.json': { name: 'planted', type: 'module', dependencies: {} },
    'knip.json': { entry: ['src/index.ts'], project: ['src/**/*.ts'] },
    'src/index.ts': "import { two } from './two.ts'\nexport const one = two\n",
    'src/two.ts': 'export const two = 2\n',
  }

  test('finds nothing where all is used', () => expect(lintUnused(folderOf(used))).toEqual([]))

  test.each([
    ['a file', { ...used, 'src/three.ts': 'export const three = 3\n' }, /three\.ts/],
    ['an export', { ...used, 'src/two.ts': 'export const two = 2\nexport const four = 4\n' }, /four/],
    ['a dependency', { ...used, 'package.json': { ...used['package.json'], dependencies: { left: '1.0.0' } } }, /left/],
  ])('finds %s that nothing uses', (_, files, words) => expect(lintUnused(folderOf(files)).join()).toMatch(words))
})

describe('declarations', () => {
  const consumer = (declared: string): string => {
    const folder = folderOf({
      'node_modules/planted/package.json': manifest,
      'node_modules/planted/dist/index.d.ts': declared,
      'consumer.ts': "import { one } from 'planted'\nexport const two: number = one\n",
    })
    writeProject(folder)
    return folder
  }

  test('that are sound compile', () => {
    const folder = consumer('export declare const one: number\n')
    expect(compiled(ownCompiler, folder)).toEqual([])
    expect(costly(folder, 1_000_000)).toEqual([])
  })

  test.each([
    ['of another type', 'export declare const one: string\n'],
    ['that name what no importer has', 'export declare const one: NodeJS.Timeout & number\n'],
  ])('%s do not', (_, declared) => expect(compiled(ownCompiler, consumer(declared)).join()).toMatch(/error TS/))

  test('that cost more than they may are found', () => {
    const folder = consumer(
      'type Build<N extends number, All extends 0[] = []> = All["length"] extends N ? All : Build<N, [...All, 0]>\nexport declare const one: Build<900>["length"]\n',
    )
    expect(costly(folder, 100).join()).toMatch(/more than 100/)
  })
})

describe('the API', () => {
  const page = '# door\n\nconst one: number;\n'

  test('that is as it was is no finding', () =>
    expect(differences({ 'door.md': page }, { 'door.md': page })).toEqual([]))

  test.each([
    ['a type that changed', { 'door.md': page.replace('number', 'string') }, 'api/door.md:3'],
    ['a door more', { 'door.md': page, 'new.md': page }, 'api/new.md:1'],
    ['a door less', {}, 'api/door.md is of no door'],
  ])('%s is one', (_, now, words) => expect(differences({ 'door.md': page }, now).join()).toContain(words))
})
