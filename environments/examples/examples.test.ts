import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createCallLog } from '@x/bedrock-local'
import { startLocalBedrock } from '@x/bedrock-local/server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { folderOf, root, start } from './programs.ts'

const log = createCallLog({ calls: 200 })
let url = ''
let close = async (): Promise<void> => {}
beforeAll(async () => {
  const local = await startLocalBedrock({ page: log })
  url = local.url
  close = local.close
})
afterAll(() => close())

const node = (file: string, ...rest: string[]): [string, ...string[]] => [
  process.execPath,
  '--conditions=bedrock-source',
  file,
  ...rest,
]

interface Program {
  readonly example: string
  readonly command: readonly [string, ...string[]]
  readonly input?: string
  readonly prints: RegExp
  readonly says?: RegExp
}

const programs: readonly Program[] = [
  {
    example: 'node-script',
    command: node('ask.ts', 'echo', 'a', 'script'),
    prints: /^a script\n$/,
    says: /\d+ tokens in, \d+ out/,
  },
  { example: 'cli-chat', command: node('chat.ts'), input: 'echo one\necho two\n', prints: /^> one\n[> ]*two\n[> ]*$/ },
  {
    example: 'tool-agent',
    command: node('agent.ts', '.', 'list_files and read_file'),
    prints: /agent\.ts/,
    says: /\[list_files\][\s\S]*2 steps/,
  },
  {
    example: 'rag-cohere',
    command: node('rag.ts', 'Which river?'),
    prints: /The Loire is 1006 km long[\s\S]*\[ 'loire' \]\nFrom: loire, [\w-]+\n$/,
  },
  {
    example: 'batch-embedding',
    command: node('embed.ts', join(folderOf('batch-embedding'), 'embed.ts')),
    prints: /^(\{"text":.*,"embedding":\[[-\d,]+\]\}\n)+$/,
    says: /\d+ lines in 1 calls, \d+ tokens/,
  },
]

test.each(programs)('$example does what it says', async ({ example, command, input, prints, says = /^/ }) => {
  const running = start(command, { example, url, ...(input === undefined ? {} : { input }) })
  const code = await running.ended
  expect({ code, err: running.err }).toEqual({ code: 0, err: expect.stringMatching(says) })
  expect(running.out).toMatch(prints)
})

const question = (text: string) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ id: 'chat', messages: [{ id: 'm1', role: 'user', parts: [{ type: 'text', text }] }] }),
})

/** Its first line is its address. */
const served = async (example: string) => {
  const running = start(node('server.ts'), { example, url })
  while (!running.out.includes('\n')) {
    await Promise.race([running.ended, new Promise((resolve) => setTimeout(resolve, 20))])
    if (running.process.exitCode !== null) throw new Error(running.err)
  }
  return { running, address: running.out.trim() }
}

describe.each(['express', 'fastify'])('%s', (example) => {
  test('streams, refuses nonsense, and ends the call when the reader leaves', async () => {
    const { running, address } = await served(example)
    try {
      const answer = await fetch(`${address}/api/chat`, question('echo hello'))
      expect(answer.headers.get('x-vercel-ai-ui-message-stream')).toBe('v1')
      expect(await answer.text()).toContain('"delta":"hello"')

      expect((await fetch(`${address}/api/chat`, { ...question(''), body: '{' })).status).toBe(400)

      const leaving = new AbortController()
      const long = await fetch(`${address}/api/chat`, { ...question('a long story'), signal: leaving.signal })
      await long.body?.getReader().read()
      leaving.abort()
      await expect.poll(() => log.calls().at(-1)?.end?.how, { timeout: 10_000 }).toBe('left')
    } finally {
      running.process.kill()
      await running.ended
    }
  })
})

test('every example has a README, and is run here or by itself', () => {
  const byThemselves = ['custom-family', 'vitest-local']
  const here = [...programs.map(({ example }) => example), 'express', 'fastify', 'hono-worker', 'lambda', 'bun', 'deno']
  const all = readdirSync(join(root, 'examples'), { withFileTypes: true })
  const folders = all.filter((entry) => entry.isDirectory()).map(({ name }) => name)
  const contents = readFileSync(join(root, 'examples/README.md'), 'utf8')
  expect(folders.toSorted()).toEqual([...here, ...byThemselves].toSorted())
  for (const folder of folders) {
    expect(readdirSync(folderOf(folder))).toContain('README.md')
    expect(contents).toContain(`](${folder})`)
  }
})
