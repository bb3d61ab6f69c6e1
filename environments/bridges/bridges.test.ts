import { once } from 'node:events'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { buildNextApp, serveNext } from './next-server.ts'
import { bedrockHeader, handlerOf, scenarioHeader, type Tell } from './scenarios.ts'
import { type Serving, servers } from './servers.ts'
import { atRest, browserAt, endlessBedrock, idle, question } from './sockets.ts'

/** Next's own process, beside every server of ours. */
const bridges: Readonly<Record<string, (tell: Tell) => Promise<Serving>>> = {
  ...Object.fromEntries(
    Object.entries(servers).map(([name, serve]) => [name, (tell: Tell) => serve(handlerOf(tell))] as const),
  ),
  'Next 16, next start': serveNext,
}

/** A production build on a loaded machine. */
beforeAll(buildNextApp, 180_000)

/** What was told of an answer, and how often. */
const serving = async (serve: (tell: Tell) => Promise<Serving>) => {
  const seen = { pulled: 0, cancelled: 0, aborted: 0 }
  const { port, close } = await serve((fact) => {
    seen[fact]++
  })
  onTestFinished(close)
  return { port, seen }
}

describe.each(Object.entries(bridges))('%s', (_name, serve) => {
  test('a reader that stalls bounds what is pulled; a client that leaves cancels it', async () => {
    const { port, seen } = await serving(serve)
    const socket = await browserAt(port, { [scenarioHeader]: 'endless' })
    socket.pause()
    await atRest(() => seen.pulled)
    expect(seen.pulled).toBeLessThan(256)
    expect(seen.cancelled).toBe(0)
    socket.destroy()
    await expect.poll(() => seen.cancelled, { timeout: 5000 }).toBe(1)
    const then = seen.pulled
    await idle(100)
    expect(seen.pulled).toBe(then)
  })

  test('from the browser’s socket to Bedrock’s: one that stalls stops it, one that leaves closes it', async () => {
    const { state, endpoint } = await endlessBedrock()
    const { port } = await serving(serve)
    const socket = await browserAt(port, { [scenarioHeader]: 'bedrock', [bedrockHeader]: endpoint })
    let read = 0
    socket.on('data', (piece) => {
      read += piece.length
    })
    await expect.poll(() => read, { timeout: 20_000 }).toBeGreaterThan(100_000)
    socket.pause()
    await atRest(() => state.bytes)
    expect(state.left).toBe(false)
    socket.destroy()
    await expect.poll(() => state.left, { timeout: 20_000 }).toBe(true)
  })

  test('a client that leaves while the answer is silent cancels it', async () => {
    const { port, seen } = await serving(serve)
    const socket = await browserAt(port, { [scenarioHeader]: 'silent' })
    await once(socket, 'data')
    socket.destroy()
    await expect.poll(() => seen.cancelled, { timeout: 5000 }).toBe(1)
  })
})

const withBodies = Object.entries(bridges).filter(([name]) => name !== 'Node http, pipeResponse')

test.each(withBodies)('%s: the request and the response are whole', async (_name, serve) => {
  const { port } = await serving(serve)
  const response = await fetch(`http://127.0.0.1:${port}/api/chat?a=b%20c`, {
    method: 'POST',
    body: question,
    headers: { 'content-type': 'application/json', cookie: 'x=1; y=2', [scenarioHeader]: 'echo' },
  })
  expect(response.status).toBe(201)
  expect(response.headers.get('x-own')).toBe('1')
  expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2'])
  expect(await response.json()).toMatchObject({
    method: 'POST',
    pathname: '/api/chat',
    query: { a: 'b c' },
    // Next writes it anew.
    ...(serve === serveNext ? {} : { search: '?a=b%20c' }),
    cookie: 'x=1; y=2',
    messages: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }],
  })
})
