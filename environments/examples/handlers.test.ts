import { startLocalBedrock } from '@x/bedrock-local/server'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { environmentFor, runtimeAt, start } from './programs.ts'

let url = ''
let close = async (): Promise<void> => {}
beforeAll(async () => {
  const local = await startLocalBedrock()
  url = local.url
  close = local.close
  for (const [name, value] of Object.entries(environmentFor(url))) vi.stubEnv(name, value)
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await close()
})

test('hono-worker answers a request with the variables it is given', async () => {
  const { default: worker } = await import('example-hono-worker')
  const body = JSON.stringify({
    id: 'chat',
    messages: [{ id: 'm1', role: 'user', parts: [{ type: 'text', text: 'echo hello' }] }],
  })
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body }
  const answer = await worker.request('/api/chat', init, environmentFor(url))
  expect(answer.status).toBe(200)
  expect(await answer.text()).toContain('"delta":"hello"')

  const nameless = await worker.request('/api/chat', init, { ...environmentFor(url), AWS_SECRET_ACCESS_KEY: '' })
  expect(await nameless.text()).toContain('"type":"error"')
})

test('lambda answers an event', async () => {
  const { handler } = await import('example-lambda')
  expect(await handler({ body: null })).toMatchObject({ statusCode: 400 })
  const { statusCode, body } = await handler({ body: 'echo hello' })
  expect({ statusCode, ...JSON.parse(body) }).toEqual({ statusCode: 200, text: 'hello', tokens: expect.any(Number) })
})

test.each([
  ['bun', ['--conditions=bedrock-source', 'chat.ts']],
  ['deno', ['run', '--conditions=bedrock-source', '--allow-net', '--allow-env', '--allow-read', 'chat.ts']],
])('%s streams an answer', async (example, rest) => {
  const program = runtimeAt(example)
  if (program === undefined) return console.warn(`SKIPPED: ${example} is not on this machine.`)
  const running = start([program, ...rest, 'echo hello'], { example, url })
  const code = await running.ended
  expect({ code, out: running.out, err: running.err }).toMatchObject({ code: 0, out: 'hello\nstop\n' })
})
