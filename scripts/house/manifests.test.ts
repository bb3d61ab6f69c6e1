import { expect, test } from 'vitest'
import type { Manifest } from './house.ts'
import { checkManifests } from './manifests.ts'

const good: Manifest = {
  name: '@x/bedrock-core',
  type: 'module',
  license: 'Apache-2.0',
  sideEffects: false,
  engines: { node: '>=20' },
  files: ['dist', 'README.md'],
  keywords: ['amazon-bedrock'],
  exports: { '.': { 'bedrock-source': './src/index.ts', types: './dist/index.d.ts', default: './dist/index.js' } },
  publishConfig: { exports: { '.': { types: './dist/index.d.ts', default: './dist/index.js' } } },
  imports: { '#wire/codec': { node: './dist/wire/codec.node.js', default: './dist/wire/codec.js' } },
  dependencies: { '@smithy/eventstream-codec': 'catalog:' },
}

const findings = (manifest: Manifest): readonly string[] =>
  checkManifests({ rooms: [{ folder: 'packages/bedrock-core', manifest }], sources: [] }).findings

const faults: readonly (readonly [why: string, change: Partial<Manifest>])[] = [
  ['sideEffects is not false', { sideEffects: true }],
  ['engines.node', { engines: {} }],
  ['keywords lack', { keywords: ['ai'] }],
  ['publishConfig.exports differs', { publishConfig: {} }],
  ['door "." is not', { exports: { '.': { default: './dist/index.js', types: './dist/index.d.ts' } } }],
  ['import "#wire/codec" is not', { imports: { '#wire/codec': './dist/wire/codec.js' } }],
  ['zod is ^4', { dependencies: { zod: '^4' } }],
]

test('a right manifest passes', () => expect(findings(good)).toEqual([]))

test.each(faults)('%s is found', (why, change) => expect(findings({ ...good, ...change }).join()).toContain(why))
