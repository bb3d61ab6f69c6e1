import { once } from 'node:events'
import { expect, onTestFinished, test } from 'vitest'
import { type Lambda, startLambda } from './lambda-runtime.ts'
import { bedrockHeader, scenarioHeader } from './scenarios.ts'
import { atRest, browserAt, endlessBedrock, question } from './sockets.ts'

const lambda = async (): Promise<{ lambda: Lambda; seen: Record<'pulled' | 'cancelled' | 'aborted', number> }> => {
  const seen = { pulled: 0, cancelled: 0, aborted: 0 }
  const started = await startLambda((fact) => {
    seen[fact]++
  })
  onTestFinished(started.close)
  return { lambda: started, seen }
}

const ask = ({ port }: Lambda, scenario: string): Promise<Response> =>
  fetch(`http://127.0.0.1:${port}/api/chat?a=b%20c`, {
    method: 'POST',
    body: question,
    headers: { 'content-type': 'application/json', cookie: 'x=1; y=2', [scenarioHeader]: scenario },
  })

test('the request and the response are whole, and streamed as the Runtime API wants it', async () => {
  const { lambda: service, seen } = await lambda()
  const response = await ask(service, 'echo')
  expect(response.status).toBe(201)
  expect(response.headers.get('x-own')).toBe('1')
  expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2'])
  expect(await response.json()).toMatchObject({
    method: 'POST',
    pathname: '/api/chat',
    search: '?a=b%20c',
    cookie: 'x=1; y=2',
    messages: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }],
  })
  await expect.poll(() => service.answered.length, { timeout: 5000 }).toBe(1)
  expect(seen.aborted).toBe(0)
  expect(service.answered).toMatchObject([
    {
      path: '/invocation/request-1/response',
      headers: {
        'lambda-runtime-function-response-mode': 'streaming',
        'transfer-encoding': 'chunked',
        'content-type': 'application/vnd.awslambda.http-integration-response',
      },
      trailers: {},
    },
  ])
})

test('a reader that stalls bounds what is pulled', async () => {
  const { lambda: service, seen } = await lambda()
  const socket = await browserAt(service.port, { [scenarioHeader]: 'endless' })
  socket.pause()
  await atRest(() => seen.pulled)
  expect(seen.pulled).toBeLessThan(256)
  expect(seen.cancelled).toBe(0)
})

test('to Bedrock’s socket: a reader that stalls stops it; one that leaves does not end it, as AWS says; Lambda does', async () => {
  const { state, endpoint } = await endlessBedrock()
  const { lambda: service } = await lambda()
  const socket = await browserAt(service.port, { [scenarioHeader]: 'bedrock', [bedrockHeader]: endpoint })
  await once(socket, 'data')
  socket.pause()
  await atRest(() => state.bytes)
  const then = state.bytes
  expect(state.left).toBe(false)
  socket.destroy()
  await expect.poll(() => state.bytes, { timeout: 20_000 }).toBeGreaterThan(then)
  expect(state.left).toBe(false)
  // AWS's client ends its process where its connection breaks; Lambda begins another one.
  service.cut()
  await expect.poll(() => state.left, { timeout: 20_000 }).toBe(true)
})

test('an answer that breaks off ends with trailers that say so', async () => {
  const { lambda: service } = await lambda()
  await (await ask(service, 'broken')).text()
  await expect.poll(() => service.answered.length, { timeout: 5000 }).toBe(1)
  expect(service.answered[0]?.trailers).toMatchObject({ 'lambda-runtime-function-error-type': 'Error' })
  expect(service.log()).toContain('the answer broke')
})

test('what a handler throws is told to Lambda, not to the caller', async () => {
  const { lambda: service } = await lambda()
  const response = await ask(service, 'thrown')
  expect(await response.text()).not.toContain('no answer')
  expect(response.status).toBeGreaterThanOrEqual(500)
  await expect.poll(() => service.log(), { timeout: 5000 }).toContain('no answer')
})
