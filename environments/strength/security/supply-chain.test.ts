import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const root = new URL('../../../', import.meta.url)
const read = (file: string): string => readFileSync(new URL(file, root), 'utf8')

test('the installer takes nothing new, nothing from elsewhere and runs nothing', () => {
  const workspace = read('pnpm-workspace.yaml')
  for (const line of [
    /^minimumReleaseAge: (?!0)\d+$/m,
    /^trustPolicy: no-downgrade$/m,
    /^blockExoticSubdeps: true$/m,
    /^strictDepBuilds: true$/m,
  ])
    expect(workspace).toMatch(line)
  const builds = /^allowBuilds:\n((?: {2}.*\n)+)/m.exec(workspace)?.[1] ?? ''
  expect(builds).not.toBe('')
  for (const line of builds.trimEnd().split('\n')) expect(line).toMatch(/: false$/)
})

test('every package of the lockfile has its checksum', () => {
  const lock = read('pnpm-lock.yaml')
  const resolutions = lock.match(/^ {4}resolution: .*$/gm) ?? []
  expect(resolutions.length).toBeGreaterThan(300)
  for (const resolution of resolutions) expect(resolution).toMatch(/integrity: sha512-/)
})

test('what we publish runs nothing at install and depends on little', () => {
  const manifests = globSync('packages/*/package.json', { cwd: root })
  expect(manifests.length).toBeGreaterThan(8)
  for (const file of manifests) {
    const { name, scripts = {}, dependencies = {} } = JSON.parse(read(file))
    for (const hook of ['preinstall', 'install', 'postinstall', 'prepare'])
      expect(scripts, name).not.toHaveProperty(hook)
    expect(Object.keys(dependencies).length, name).toBeLessThanOrEqual(8)
  }
})
