import { spawnSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { fileBehind, readRooms } from './house.ts'

const noticedBy = (file: string): unknown => {
  const command = ['--conditions=bedrock-source', '--no-warnings', 'scripts/house/quiet.ts', file]
  const { stdout, stderr, status } = spawnSync(process.execPath, command, { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  return JSON.parse(stdout)
}

/** What libraries below a door do at import, and we cannot help. */
const libraries: Readonly<Record<string, readonly string[]>> = {
  '@x/bedrock-node': [
    'process.env.FORCE_COLOR',
    'process.env.NO_COLOR',
    'process.env.TERM',
    'globalThis.Symbol(srvx.nativeRequest)',
    'globalThis.Symbol(srvx.nativeResponse)',
  ],
  '@x/bedrock-react': ['process.env.NODE_ENV'],
  '@x/bedrock-local/msw': ['process.env.DEBUG', 'globalThis.__MSW_INTERCEPTORS_REGISTRY'],
}

const rooms = readRooms()
const doors = rooms
  .filter(({ folder }) => folder.startsWith('packages/'))
  .flatMap(({ manifest }) => Object.keys(manifest.exports ?? {}).map((door) => manifest.name + door.slice(1)))

describe('nothing happens at import', { timeout: 30_000 }, () => {
  test.each(doors)('%s', (door) => {
    const file = fileBehind({ rooms }, door)
    if (file === undefined) throw new Error(`${door} has no source`)
    const noticed = noticedBy(file)
    expect(libraries[door] ?? []).toEqual(expect.arrayContaining([noticed].flat()))
  })

  test('what does happen is noticed', () => {
    const loud = [
      'process.env.AWS_REGION',
      'Date',
      'Date.now',
      'Math.random',
      'crypto.randomUUID',
      'fetch',
      'setTimeout',
    ]
    expect(noticedBy('scripts/house/test/loud.ts')).toEqual(expect.arrayContaining([...loud, 'globalThis.loud']))
  })
})
