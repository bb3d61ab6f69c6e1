import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startLocal } from '../../environments/everywhere/src/local.ts'
import { readRooms } from '../house/house.ts'
import { installOnDemand } from '../test/everywhere.ts'
import { must, publishedNames, windows } from '../test/lay-out.ts'
import { startRegistry } from './local-registry.ts'
import { publish } from './publish.ts'

/** What a stranger writes first: five lines. */
const fiveLines = `import { claude } from '@x/bedrock-claude'
import { streamText } from '@x/bedrock-core'
import { createNodeBedrock } from '@x/bedrock-node'
const model = createNodeBedrock({ families: [claude()] })('us.anthropic.claude-sonnet-4-5-20250929-v1:0')
for await (const text of streamText({ model, prompt: 'echo It streams, from a registry.' }).textStream) process.stdout.write(text)
`

/** npm in the project of a stranger: our scope from the local registry, all else from where this machine has it. */
const strangersProject = (folder: string, registry: string): void => {
  mkdirSync(folder)
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'stranger', private: true, type: 'module' }))
  writeFileSync(join(folder, '.npmrc'), `@x:registry=${registry}\naudit=false\nfund=false\n`)
  writeFileSync(join(folder, 'chat.js'), fiveLines)
  must('npm', ['install', '--prefer-offline', '--ignore-scripts', ...publishedNames()], folder)
}

const streams = async (folder: string): Promise<string> => {
  const { caller, stop } = await startLocal(folder)
  try {
    const { stdout, stderr } = spawnSync(process.execPath, ['chat.js'], {
      cwd: folder,
      encoding: 'utf8',
      env: {
        PATH: process.env['PATH'],
        HOME: folder,
        AWS_REGION: 'us-east-1',
        AWS_ENDPOINT_URL_BEDROCK_RUNTIME: caller.endpoint,
        AWS_ACCESS_KEY_ID: caller.accessKeyId,
        AWS_SECRET_ACCESS_KEY: caller.secretAccessKey,
      },
    })
    return stdout.trim() || stderr
  } finally {
    stop()
  }
}

/** What the registry hands out must be what this tree says. */
const versionsAt = async (registry: string): Promise<readonly string[]> =>
  Promise.all(
    readRooms()
      .filter(({ manifest }) => publishedNames().includes(manifest.name))
      .map(async ({ manifest }) => {
        const answer = await fetch(`${registry}/${manifest.name.replace('/', '%2f')}`)
        const { 'dist-tags': tags } = await answer.json()
        if (tags?.latest !== manifest.version)
          throw new Error(`${manifest.name}: the registry has ${tags?.latest}, this tree ${manifest.version}.`)
        return `${manifest.name}@${tags.latest}`
      }),
  )

/** Everything that a release does, against a registry on this machine: publish, install as a stranger, stream a chat. */
export const rehearse = async (): Promise<void> => {
  const missing = installOnDemand()
  if (missing !== undefined) throw new Error(`No local registry: ${missing}`)
  const folder = mkdtempSync(join(tmpdir(), 'bedrock-release-'))
  const registry = await startRegistry(join(folder, 'registry'))
  try {
    // npm publishes to nobody without a token, even where anyone may.
    const settings = join(folder, 'npmrc')
    writeFileSync(settings, `registry=${registry.url}\n${registry.url.slice('http:'.length)}/:_authToken=rehearsal\n`)
    publish({ npm_config_registry: registry.url, npm_config_userconfig: settings, npm_config_provenance: 'false' })
    for (const line of await versionsAt(registry.url)) console.log(`published ${line}`)
    strangersProject(join(folder, 'stranger'), registry.url)
    console.log(`installed ${publishedNames().length} packages in an empty project`)
    const said = await streams(join(folder, 'stranger'))
    if (said !== 'It streams, from a registry.') throw new Error(`The stranger's five lines said:\n${said}`)
    console.log(`streamed in five lines: ${said}`)
  } finally {
    registry.stop()
    rmSync(folder, { recursive: true, force: true, maxRetries: windows ? 5 : 0 })
  }
}
