import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { mintApiKey } from '@x/bedrock-auth'
import { type LocalBedrockOptions, testIdentity } from '@x/bedrock-local'
import { startLocalBedrock } from '@x/bedrock-local/server'
import { describe, expect, it, onTestFinished } from 'vitest'
import { folderWith } from '../testing/home.ts'
import { serve } from '../testing/serve.ts'

type Variables = Readonly<Record<string, string>>

const { accessKeyId, secretAccessKey, apiKey } = testIdentity
const pair = { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey }
const bin = join(import.meta.dirname, '../bin.ts')

interface Ended {
  readonly code: number | null
  readonly text: string
}

/** The command as a process of its own, with an empty home folder and nothing of AWS's around it. */
const doctor = async (environment: Variables, options: readonly string[] = [], command = 'doctor'): Promise<Ended> => {
  const child = spawn(process.execPath, ['--conditions=bedrock-source', bin, command, ...options], {
    env: { PATH: process.env['PATH'], HOME: folderWith({}), AWS_EC2_METADATA_DISABLED: 'true', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  for (const output of [child.stdout, child.stderr]) output.on('data', (piece) => (text += String(piece)))
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  for (const secret of [secretAccessKey, apiKey, 'hush']) expect(text).not.toContain(secret)
  return { code, text }
}

const local = async (options: LocalBedrockOptions = {}): Promise<Variables> => {
  const running = await startLocalBedrock(options)
  onTestFinished(() => running.close())
  return { AWS_ENDPOINT_URL_BEDROCK_RUNTIME: running.url, AWS_REGION: 'eu-west-1' }
}

describe('bedrock-node doctor: all is well', () => {
  it.each<[string, Variables, RegExp]>([
    ['a key pair', pair, /environment variables: access key …TEST, long-term/],
    [
      'an API key, which beats it',
      { ...pair, AWS_BEARER_TOKEN_BEDROCK: apiKey },
      /long-term API key from AWS_BEARER_TOKEN_BEDROCK/,
    ],
  ])('%s', async (_, variables, credentials) => {
    const where = await local({ region: 'eu-west-1' })
    const { code, text } = await doctor({ ...where, ...variables })
    expect(text).toMatch(credentials)
    expect(text).toContain('eu-west-1 (from AWS_REGION)')
    expect(text).toContain(`${where['AWS_ENDPOINT_URL_BEDROCK_RUNTIME']} (from AWS_ENDPOINT_URL_BEDROCK_RUNTIME)`)
    expect(text).toMatch(/eu\.amazon\.nova-micro-v1:0 answered in \d+ ms \(\d+ tokens in, \d+ out\)/)
    expect(text).toMatch(/clock {2,}agrees with the service/)
    expect([code, text.trim().split('\n').at(-1)]).toEqual([0, 'All is well.'])
  })

  it('a profile, a region and a model by option; what was passed over is told', async () => {
    const { AWS_ENDPOINT_URL_BEDROCK_RUNTIME: endpoint = '' } = await local({ region: 'us-west-2' })
    const HOME = folderWith({
      '.aws/config': `[profile dev]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`,
    })
    const options = ['--profile=dev', '--region=us-west-2', `--endpoint=${endpoint}`, '--model=cohere.command-r-v1:0']
    const { code, text } = await doctor({ HOME, AWS_BEARER_TOKEN_BEDROCK: 'hush' }, options)
    expect(text).toMatch(/profile dev \(an access key\).*\n.*us-west-2 \(from the region option\)/)
    expect(text).toContain('cohere.command-r-v1:0 answered')
    expect(code).toBe(0)
  })

  it('a short-term key tells its end and its region', async () => {
    const key = await mintApiKey({ accessKeyId, secretAccessKey }, { region: 'eu-west-1', expiresIn: 7200 })
    const { code, text } = await doctor({ ...(await local()), AWS_BEARER_TOKEN_BEDROCK: key })
    expect(text).toMatch(/short-term API key .*, ends \d{4}-\S+ \(in 1 hour\), for eu-west-1/)
    expect([code, text.includes(key)]).toEqual([0, false])
  })
})

describe('bedrock-node doctor: something is wrong', () => {
  const past = async () =>
    mintApiKey({ accessKeyId, secretAccessKey }, { region: 'eu-west-1', date: new Date(Date.now() - 13.5 * 3_600_000) })
  const elsewhere = async () => mintApiKey({ accessKeyId, secretAccessKey }, { region: 'us-east-1' })

  it.each<[string, () => Variables | Promise<Variables>, RegExp]>([
    ['nothing is configured', () => ({}), /passed over profile default: neither .*→ No source has credentials\. Set/s],
    ['half a pair', () => ({ AWS_ACCESS_KEY_ID: 'AKIA' }), /AWS_ACCESS_KEY_ID is set, AWS_SECRET_ACCESS_KEY is not/],
    ['a profile that is not there', () => ({ AWS_PROFILE: 'dve' }), /✗ credentials +broken.*→ profile dve/s],
    ['a wrong secret', () => ({ ...pair, AWS_SECRET_ACCESS_KEY: 'hush' }), /✗ call .*→ .*InvalidSignatureException/s],
    [
      'a key that nobody knows',
      () => ({ AWS_BEARER_TOKEN_BEDROCK: 'ABSKhush' }),
      /→ .*AccessDeniedException.*Copy the Bedrock API key again/,
    ],
    [
      'a key that has ended',
      async () => ({ AWS_BEARER_TOKEN_BEDROCK: await past() }),
      /ended .*\(1 hour ago\).*→ The API key has ended/s,
    ],
    [
      'a key for another region',
      async () => ({ AWS_BEARER_TOKEN_BEDROCK: await elsewhere() }),
      /→ The API key is for us-east-1/,
    ],
    [
      'a bad endpoint',
      () => ({ ...pair, AWS_ENDPOINT_URL_BEDROCK_RUNTIME: 'http://elsewhere.example' }),
      /✗ endpoint .*must be https/s,
    ],
    ['a region that is none', () => ({ ...pair, AWS_REGION: 'evil.example/' }), /not a valid host label/],
    [
      'nobody there',
      () => ({ ...pair, AWS_ENDPOINT_URL_BEDROCK_RUNTIME: 'http://127.0.0.1:1' }),
      /→ Could not reach 127\.0\.0\.1:1/,
    ],
    ['a switch that is misspelt', () => ({ ...pair, AWS_USE_FIPS_ENDPOINT: 'yes' }), /neither true nor false/],
  ])('%s: it says so and exits with 1', async (_, variables, says) => {
    const { code, text } = await doctor({ ...(await local()), ...(await variables()) })
    expect(text).toMatch(says)
    expect(code).toBe(1)
  })

  it('a model that is not there', async () => {
    const { code, text } = await doctor({ ...(await local()), ...pair }, ['--model=nobody.nothing-v1:0'])
    expect([code, text]).toEqual([1, expect.stringMatching(/nobody\.nothing-v1:0 did not answer.*--model/s)])
  })

  it('a clock that is ten minutes behind', async () => {
    const body = JSON.stringify({
      output: { message: { role: 'assistant', content: [{ text: 'ok' }] } },
      stopReason: 'end_turn',
      usage: { inputTokens: 1, outputTokens: 1, totalTokens: 2 },
      metrics: { latencyMs: 1 },
    })
    const { url } = await serve((_request, response) => {
      response.setHeader('date', new Date(Date.now() + 601_000).toUTCString()).end(body)
    })
    const { code, text } = await doctor({ ...pair, AWS_REGION: 'eu-west-1', AWS_ENDPOINT_URL: url })
    expect([code, text]).toEqual([
      1,
      expect.stringMatching(/✗ clock +10 minutes behind the service.*→ .*Set the clock/s),
    ])
  })

  it('a command that it does not know', async () => {
    expect(await doctor({}, [], 'surgeon')).toMatchObject({
      code: 1,
      text: expect.stringContaining('--profile <name>'),
    })
    expect(await doctor({}, ['--help'])).toMatchObject({ code: 0 })
  })
})
