import { spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { folderWith } from './testing/home.ts'

/** Asks for credentials, then prints which of AWS's packages this took. */
const script = `
import Module from 'node:module'
const { nodeChain, createNodeBedrock } = await import('@x/bedrock-node')
createNodeBedrock({ families: [] })
const found = await nodeChain()()
const packages = Object.keys(Module._cache).flatMap((file) => /(credential-provider-[\\w-]+|nested-clients)/.exec(file)?.[1] ?? [])
console.log(JSON.stringify({ key: found.accessKeyId, packages: [...new Set(packages)].sort() }))
`

const loadedBy = (environment: Readonly<Record<string, string>>): unknown => {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--conditions=bedrock-source', '--input-type=module', '--eval', script],
    { cwd: `${import.meta.dirname}/..`, encoding: 'utf8', env: { PATH: process.env['PATH'], ...environment } },
  )
  if (stdout === '') throw new Error(stderr)
  return JSON.parse(stdout)
}

const config = '[default]\naws_access_key_id = PROFILE\naws_secret_access_key = s\n'

it("loads none of AWS's providers for keys of the environment", () => {
  const HOME = folderWith({ '.aws/config': config })
  expect(loadedBy({ HOME, AWS_ACCESS_KEY_ID: 'ENVIRONMENT', AWS_SECRET_ACCESS_KEY: 's' })).toEqual({
    key: 'ENVIRONMENT',
    packages: [],
  })
})

it('loads the profile provider for a profile, and no more than the profile needs', () => {
  expect(loadedBy({ HOME: folderWith({ '.aws/config': config }) })).toEqual({
    key: 'PROFILE',
    packages: ['credential-provider-ini'],
  })
})
