/**
 * The packages as a user installs them, on the oldest Node they promise. Copied beside a `node_modules` that holds what
 * `pnpm pack` made of every package, and run by that Node: see `scripts/test/published.ts`.
 */
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { apiKey, fixedCredentials, sigv4 } from '@x/bedrock-auth'
import { claude } from '@x/bedrock-claude'
import { BedrockError, createBedrock, generateText, streamText } from '@x/bedrock-core'
import { scripted, testIdentity } from '@x/bedrock-local'
import { startLocalBedrock } from '@x/bedrock-local/server'

const model = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0'

/** Doors that need a package which itself does not run on this Node. */
const needMore = { '@x/bedrock-local/msw': 'msw 3 asks for Node 22' }

const modules = new URL('./node_modules/@x/', import.meta.url)
const manifests = readdirSync(modules).map((name) =>
  JSON.parse(readFileSync(new URL(`${name}/package.json`, modules), 'utf8')),
)

test('this is the oldest Node', () => {
  assert.match(process.version, /^v20\./)
})

describe('every door opens and carries its types', () => {
  for (const { name, exports } of manifests)
    for (const [door, row] of Object.entries(exports))
      test(name + door.slice(1), { skip: needMore[name + door.slice(1)] ?? false }, async () => {
        assert.deepEqual(Object.keys(row), ['types', 'default'])
        for (const file of Object.values(row)) assert.ok(existsSync(new URL(`${name.slice(3)}/${file}`, modules)), file)
        const resolved = import.meta.resolve(name + door.slice(1))
        assert.ok(fileURLToPath(resolved).endsWith(row.default.slice(1)), resolved)
        assert.ok(Object.keys(await import(resolved)).length > 0, 'it exports nothing')
      })
})

test('what is packed is what is meant: built files, their maps, a licence', () => {
  for (const { name } of manifests) {
    const files = readdirSync(new URL(name.slice(3), modules))
    for (const file of files) assert.match(file, /^(dist|package\.json|README\.md|LICENSE)$/, `${name} packs ${file}`)
    assert.ok(files.includes('LICENSE'), `${name} packs no licence`)
  }
})

describe('a conversation with the local Bedrock', () => {
  let local
  before(async () => {
    local = await startLocalBedrock({ answerer: scripted({ pace: 1 }) })
  })
  after(() => local.close())

  const bedrockBy = (auth) => createBedrock({ region: 'us-east-1', endpoint: local.url, auth, families: [claude()] })

  const auths = {
    'an API key': () => apiKey(testIdentity.apiKey),
    'a signature': () => sigv4(fixedCredentials(testIdentity)),
  }

  for (const [name, auth] of Object.entries(auths)) {
    test(`a whole answer by ${name}`, async () => {
      const { text, usage, finishReason } = await generateText({ model: bedrockBy(auth())(model), prompt: 'Hello' })
      assert.ok(text.length > 0)
      assert.ok(usage.inputTokens > 0 && usage.outputTokens > 0)
      assert.equal(finishReason, 'stop')
    })

    for (const via of ['messages', 'converse'])
      test(`a streamed answer by ${name}, as ${via}: the pieces make the whole`, async () => {
        const answer = streamText({ model: bedrockBy(auth())(model, { via }), prompt: 'Show me some markdown' })
        const pieces = []
        for await (const piece of answer.textStream) pieces.push(piece)
        const { text } = await answer.result
        assert.ok(pieces.length > 10, `${pieces.length} pieces`)
        assert.equal(pieces.join(''), text)
      })
  }

  test('a wrong secret is refused by name, and does not show', async () => {
    const secretAccessKey = 'quite/another/secret/that/must/not/show0'
    const auth = sigv4(fixedCredentials({ ...testIdentity, secretAccessKey }))
    const failure = await generateText({ model: bedrockBy(auth)(model), prompt: 'Hello' }).then(
      () => assert.fail('it was let in'),
      (error) => error,
    )
    assert.ok(BedrockError.is(failure), String(failure))
    assert.equal(failure.status, 403)
    assert.ok(!JSON.stringify(failure).includes(secretAccessKey) && !String(failure.stack).includes(secretAccessKey))
  })

  test('the doctor finds a profile and makes its call', async () => {
    const { name, bin } = manifests.find((manifest) => manifest.name === '@x/bedrock-node')
    const command = fileURLToPath(new URL(`${name.slice(3)}/${bin['bedrock-node']}`, modules))
    const { accessKeyId, secretAccessKey } = testIdentity
    const home = mkdtempSync(join(tmpdir(), 'published-'))
    const config = join(home, 'config')
    writeFileSync(
      config,
      `[profile dev]\nregion = eu-west-1\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`,
    )
    const env = { HOME: home, AWS_CONFIG_FILE: config, AWS_PROFILE: 'dev', AWS_ENDPOINT_URL: local.url }
    const { stdout } = await promisify(execFile)(process.execPath, [command, 'doctor'], { env })
    rmSync(home, { recursive: true })
    assert.match(stdout, /profile dev \(an access key\).*eu-west-1 \(from profile dev\).*All is well/s)
    assert.ok(!stdout.includes(secretAccessKey))
  })

  test('a stream that is cut is an error which carries what had arrived', async () => {
    const answer = streamText({ model: bedrockBy(apiKey(testIdentity.apiKey))(model), prompt: 'fail: cut' })
    await assert.rejects(answer.result, (error) => BedrockError.is(error) && error.partial.text.length > 0)
  })
})
