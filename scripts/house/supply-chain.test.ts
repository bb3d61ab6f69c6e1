import { globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readRooms } from './house.ts'

const workspaces = ['.', 'environments/everywhere/runtimes']

describe.each(workspaces)('what %s installs', (folder) => {
  const settings = readFileSync(`${folder}/pnpm-workspace.yaml`, 'utf8')
  const lockfile = readFileSync(`${folder}/pnpm-lock.yaml`, 'utf8')

  test.each([
    ['is a day old', /^minimumReleaseAge: (1440|[2-9]\d{3,}|1[5-9]\d\d)$/m],
    ['has not become less trusted', /^trustPolicy: no-downgrade$/m],
    ['comes from the registry, also below', /^blockExoticSubdeps: true$/m],
    ['runs no script that is not named here', /^strictDepBuilds: true$/m],
  ])('%s', (_, setting) => expect(settings).toMatch(setting))

  test('runs no script that is named here either', () => {
    const [, named = ''] = /^allowBuilds:\n((?: {2}.+\n)+)/m.exec(settings) ?? []
    expect(named.trim().split('\n').length).toBeGreaterThan(0)
    for (const line of named.trim().split('\n')) expect(line).toMatch(/: false$/)
  })

  test('is known by its checksum, each and all', () => {
    const [, packages = ''] = /^packages:\n([\s\S]*?)\n^snapshots:/m.exec(lockfile) ?? []
    const resolutions = packages.match(/^ {4}resolution: .*$/gm) ?? []
    expect(resolutions.length).toBeGreaterThan(50)
    expect(resolutions.filter((line) => !/^ {4}resolution: \{integrity: sha512-[\w+/]+={0,2}\}$/.test(line))).toEqual(
      [],
    )
  })
})

/** What npm runs at an install or a publish, unasked. */
const unasked = ['preinstall', 'install', 'postinstall', 'prepare', 'preprepare', 'postprepare', 'prepublishOnly']

test('nothing of ours runs at an install', () => {
  for (const { folder } of readRooms()) {
    const { scripts = {} } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'))
    expect(Object.keys(scripts).filter((name) => unasked.includes(name))).toEqual([])
  }
})

test('versions of the catalog are exact', () => {
  const settings = readFileSync('pnpm-workspace.yaml', 'utf8')
  const rows = settings.slice(settings.indexOf('\ncatalog:')).match(/^ {2,4}\S+: \S+$/gm) ?? []
  expect(rows.length).toBeGreaterThan(50)
  expect(rows.filter((row) => !/: (npm:@?[\w/.-]+@)?\d+\.\d+\.\d+$/.test(row))).toEqual([])
})

describe.each(globSync('.github/workflows/*.yml'))('%s', (file) => {
  const text = readFileSync(file, 'utf8')

  test('runs actions by commit, and only those of GitHub', () => {
    const uses = text.match(/uses: .*$/gm) ?? []
    expect(uses.length).toBeGreaterThan(0)
    expect(uses.filter((line) => !/^uses: actions\/[\w-]+@[\da-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([])
  })

  test('may do nothing but what a job says it needs', () => {
    expect(text).toMatch(/^permissions:( \{\}|\n {2}contents: read)\n/m)
    expect(text).not.toMatch(/write-all|secrets\./)
  })
})
