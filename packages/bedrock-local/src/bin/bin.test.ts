import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { testIdentity } from '../auth/identity.ts'
import type { RunningLocalBedrock } from '../server/start.ts'
import { authFrom } from './env-auth.ts'
import { greeting, run } from './run.ts'

const folder = mkdtempSync(join(tmpdir(), 'bedrock-local-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const model = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0'
const open: RunningLocalBedrock[] = []
afterEach(async () => {
  for (const one of open.splice(0)) await one.close()
})

const started = async (args: readonly string[], environment = {}) => {
  const said: string[] = []
  const running = await run(['--port', '0', ...args], environment, (text) => said.push(text))
  if (running !== undefined) open.push(running)
  return { url: running?.url ?? '', said }
}

const ask = async (
  url: string,
  text: string,
  headers: Record<string, string> = { authorization: `Bearer ${testIdentity.apiKey}` },
) => {
  const body = JSON.stringify({ messages: [{ role: 'user', content: [{ text }] }] })
  const answer = await fetch(`${url}/model/${encodeURIComponent(model)}/converse`, { method: 'POST', headers, body })
  return `${answer.status} ${await answer.text()}`
}

describe('the command line', () => {
  it('starts, says what to set, and answers: from nothing to the first answer', async () => {
    const entry = fileURLToPath(new URL('../bin.ts', import.meta.url))
    const begun = performance.now()
    const child = spawn(process.execPath, ['--conditions=bedrock-source', entry, '--port', '0', '--pace', '0'])
    try {
      let said = ''
      for await (const chunk of child.stdout) {
        said += String(chunk)
        if (said.includes('/_local')) break
      }
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0] ?? ''
      expect(await ask(url, 'echo here')).toContain('"text":"here"')
      console.log(`first answer after ${Math.round(performance.now() - begun)} ms`)
      expect(said).toMatch(new RegExp(`AWS_ACCESS_KEY_ID='?${testIdentity.accessKeyId}`))
      expect(said).toContain(testIdentity.apiKey)
    } finally {
      child.kill()
    }
  })

  it('greets in lines that a terminal takes as they stand', () => {
    const here = { url: 'http://127.0.0.1:4010', name: 'scripted', region: 'eu-west-1', hasPage: false }
    expect(greeting(here, 'linux')).toContain('\n  export AWS_REGION=eu-west-1\n')
    expect(greeting(here, 'win32')).toContain("\n  $env:AWS_REGION='eu-west-1'\n")
  })

  it('helps, and starts nothing', async () => {
    const { said } = await started(['--help'])
    expect(open).toEqual([])
    for (const flag of 'port host region no-auth scenario pace tokens-per-second replay repeat record upstream proxy model fault seed verbose no-page help'.split(
      ' ',
    ))
      expect(said.join('')).toContain(`--${flag}`)
  })

  it.each([
    [['--port', 'many'], /--port is "many", which is no number/],
    [['--nonsense'], /--nonsense/],
    [['--scenario', 'opera'], /--scenario is "opera"\. There are: text, echo/],
    [['--fault', 'thunder'], /"thunder" is no fault\. There are: latency=<ms>/],
    [['--proxy', 'http://127.0.0.1:1/v1'], /--proxy needs --model/],
    [['--record', 'x.jsonl'], /--record needs credentials/],
    [['--replay', 'x.jsonl', '--scenario', 'echo'], /--replay and --scenario exclude each other/],
    [['--replay', join(folder, 'none.jsonl')], /none\.jsonl/],
  ])('%s is an error that says what to do', async (args, message) => {
    await expect(started(args)).rejects.toThrow(message)
  })

  it('says each call on one line when asked to, and never a secret of the caller', async () => {
    const { url, said } = await started(['--verbose', '--pace', '0'])
    await ask(url, 'echo hi')
    await ask(url, 'echo hi', { authorization: 'Bearer a-wrong-key' })
    expect(said.slice(1)).toEqual([
      expect.stringMatching(/^converse {2}us\.anthropic\.\S+ {2}200 {2}api-key {2}\d+\+1 tokens {2}\d+ ms$/),
      expect.stringMatching(/^converse {2}us\.anthropic\.\S+ {2}403 {2}unchecked {2}AccessDeniedException {2}\d+ ms$/),
    ])
    expect((await started([])).said).toHaveLength(1)
  })

  it('lets everyone in with --no-auth, and says so loudly', async () => {
    const { url, said } = await started(['--no-auth', '--scenario', 'echo'])
    expect(await ask(url, 'echo hi', {})).toMatch(/^200 /)
    expect(said.join('')).toContain('WARNING: --no-auth')
  })

  it('fails on demand', async () => {
    const { url } = await started(['--fault', 'exception=ThrottlingException', '--fault', 'latency=1'])
    expect(await ask(url, 'hi')).toMatch(/^429 /)
  })

  it('records what an upstream answers, and plays it again', async () => {
    const upstream = await started(['--scenario', 'echo'])
    const file = join(folder, 'tape.jsonl')
    const environment = {
      AWS_ACCESS_KEY_ID: testIdentity.accessKeyId,
      AWS_SECRET_ACCESS_KEY: testIdentity.secretAccessKey,
    }
    const recording = await started(['--record', file, '--upstream', upstream.url], environment)
    const first = await ask(recording.url, 'echo from upstream')
    expect(first).toMatch(/^200 .*from upstream/)
    expect(recording.said[0]).toContain('which may cost money')
    expect(readFileSync(file, 'utf8').trimEnd().split('\n')).toHaveLength(1)
    const playing = await started(['--replay', file, '--repeat'])
    expect(playing.said[0]).toContain('1 recorded exchanges')
    for (const _ of [1, 2]) expect(await ask(playing.url, 'echo from upstream')).toBe(first)
    const broken = join(folder, 'broken.jsonl')
    writeFileSync(broken, '[1]')
    await expect(started(['--replay', broken])).rejects.toThrow(/broken\.jsonl: The cassette is none of/)
  })

  it('prefers an API key, as AWS’s clients do', async () => {
    const auth = authFrom({ AWS_BEARER_TOKEN_BEDROCK: 'key', AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' })
    const request = { method: 'POST', url: 'http://localhost/', headers: {} } as const
    const signed = await auth(request, { region: 'us-east-1', service: 'bedrock', operation: 'converse' })
    expect(signed.headers['authorization']).toBe('Bearer key')
  })
})
