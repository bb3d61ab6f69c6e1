import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCallLog } from '@x/bedrock-local'
import { startLocalBedrock } from '@x/bedrock-local/server'
import { type BuildOptions, build } from 'esbuild'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { environmentFor, folderOf, start } from './programs.ts'
import { runtimeAt } from './runtimes.ts'
import { serveWorker } from './worker-host.ts'

const patience = { timeout: 300_000 }

const log = createCallLog({ calls: 200 })
let url = ''
let folder = ''
let close = async (): Promise<void> => {}
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bedrock-examples-'))
  const local = await startLocalBedrock({ page: log })
  url = local.url
  close = local.close
})
afterAll(async () => {
  await close()
  rmSync(folder, { recursive: true, force: true })
})

/** An example in one file, from this workspace's sources. */
const bundled = async (example: string, file: string, options: BuildOptions): Promise<string> => {
  const outfile = join(folder, `${example}.${options.format === 'cjs' ? 'cjs' : 'mjs'}`)
  const conditions = ['bedrock-source', ...(options.conditions ?? [])]
  await build({
    entryPoints: [join(folderOf(example), file)],
    outfile,
    bundle: true,
    format: 'esm',
    logLevel: 'error',
    ...options,
    conditions,
  })
  return outfile
}

const question = (text: string): string =>
  JSON.stringify({ id: 'chat', messages: [{ id: 'm1', role: 'user', parts: [{ type: 'text', text }] }] })

const post = (address: string, body: string, signal?: AbortSignal): Promise<Response> =>
  fetch(`${address}/api/chat`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
    signal: signal ?? null,
  })

test(
  'hono-worker streams in workerd, by its variables, and ends the call when the reader leaves',
  patience,
  async ({ skip }) => {
    const [workerd, why] = runtimeAt('workerd')
    if (workerd === undefined) return skip(why)
    const bundle = await bundled('hono-worker', 'worker.ts', { platform: 'browser', conditions: ['workerd'] })
    const variables = Object.entries(environmentFor(url)).filter(([name]) => name.startsWith('AWS_'))
    const worker = await serveWorker(workerd, bundle, Object.fromEntries(variables))
    try {
      const answer = await post(worker.url, question('echo hello'))
      expect(answer.status).toBe(200)
      expect(await answer.text()).toContain('"delta":"hello"')
      expect((await post(worker.url, '{')).status).toBe(400)

      const leaving = new AbortController()
      const long = await post(worker.url, question('a long story'), leaving.signal)
      await long.body?.getReader().read()
      leaving.abort()
      await expect.poll(() => log.calls().at(-1)?.end?.how, { timeout: 20_000 }).toBe('left')
    } finally {
      worker.stop()
    }
  },
)

test('lambda, bundled as its README says, streams its answer', patience, async () => {
  const bundle = await bundled('lambda', 'handler.ts', { platform: 'node', format: 'cjs' })
  const host = join(import.meta.dirname, 'lambda-host.ts')
  const asked = async (input: string) => {
    const running = start([process.execPath, host, bundle], { example: 'lambda', url, input })
    expect({ code: await running.ended, err: running.err }).toMatchObject({ code: 0 })
    const [{ metadata }, ...pieces] = running.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    return { metadata, pieces, text: pieces.map(({ piece }) => piece).join('') }
  }
  const { metadata, pieces, text } = await asked(question('Why is the sky blue?'))
  expect(metadata).toMatchObject({ statusCode: 200, headers: { 'x-vercel-ai-ui-message-stream': 'v1' } })
  expect(text).toMatch(/"type":"text-delta"[\s\S]*\[DONE\]/)
  // As it is said, and not at its end.
  expect(pieces.length).toBeGreaterThan(3)
  expect(pieces.at(-1).at - pieces[0].at).toBeGreaterThan(100)

  expect((await asked('{')).metadata).toMatchObject({ statusCode: 400 })
})

test.for([
  ['bun', '--conditions=bedrock-source', 'chat.ts'],
  ['deno', 'run', '--conditions=bedrock-source', '--allow-net', '--allow-env', '--allow-read', 'chat.ts'],
] as const)('%s streams an answer', patience, async ([example, ...rest], { skip }) => {
  const [program, why] = runtimeAt(example)
  if (program === undefined) return skip(why)
  const running = start([program, ...rest, 'echo hello'], { example, url })
  const code = await running.ended
  expect({ code, out: running.out, err: running.err }).toMatchObject({ code: 0, out: 'hello\nstop\n' })
})
