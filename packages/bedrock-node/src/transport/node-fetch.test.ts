import { execFile } from 'node:child_process'
import { createServer, type Socket } from 'node:net'
import { promisify } from 'node:util'
import { BedrockError } from '@x/bedrock-core'
import { Agent } from 'undici'
import { expect, onTestFinished, test } from 'vitest'
import { serve } from '../testing/serve.ts'
import { sleep, until } from '../testing/wait.ts'
import { type NodeFetch, type NodeFetchOptions, nodeFetch } from './node-fetch.ts'

const transport = (options?: NodeFetchOptions): NodeFetch => {
  const fetch = nodeFetch(options)
  onTestFinished(() => fetch.close())
  return fetch
}

test('one connection serves one call after another', async () => {
  const { url, server } = await serve((_, response) => response.end('ok'))
  let connections = 0
  server.on('connection', () => connections++)
  const fetch = transport()
  for (let call = 0; call < 10; call++) {
    expect(await (await fetch(url, {})).text()).toBe('ok')
    await sleep(1)
  }
  expect(connections).toBe(1)
})

test('sends method, headers and bytes as given, and answers with the platform’s own Response', async () => {
  const seen: unknown[] = []
  const { url } = await serve(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    seen.push(
      request.method,
      request.url,
      request.headers['x-test'],
      request.headers['content-length'],
      Buffer.concat(chunks).toString('hex'),
    )
    response.writeHead(418, { 'x-answer': 'yes' }).end()
  })
  const bytes = new Uint8Array([9, 0, 255, 128, 9]).subarray(1, 4)
  const response = await transport()(`${url}/model/a%3A0/invoke`, {
    method: 'POST',
    headers: { 'x-test': '1' },
    body: bytes,
  })
  expect(seen).toEqual(['POST', '/model/a%3A0/invoke', '1', '3', '00ff80'])
  expect(response).toBeInstanceOf(Response)
  expect([response.status, response.headers.get('x-answer'), await response.text()]).toEqual([418, 'yes', ''])
})

test('a redirect is handed back, not followed', async () => {
  let asked = 0
  const { url } = await serve((_, response) => {
    asked++
    response.writeHead(307, { location: '/elsewhere' }).end()
  })
  expect((await transport()(url, { headers: { authorization: 'secret' } })).status).toBe(307)
  expect(asked).toBe(1)
})

test('a reader that stalls stops the writer', async () => {
  let written = 0
  const chunk = new Uint8Array(64 * 1024)
  const { url } = await serve((_, response) => {
    const pump = (): void => {
      while (written < 512 * 1024 * 1024) {
        written += chunk.length
        if (!response.write(chunk)) return
      }
    }
    response.on('drain', pump)
    pump()
  })
  const response = await transport()(url, {})
  await until('the writer has stopped', () => written > 0)
  let before = -1
  while (before !== written) {
    before = written
    await sleep(200)
  }
  expect(written).toBeLessThan(32 * 1024 * 1024)
  await response.body?.cancel()
})

test.each([
  ['aborting', (abort: AbortController) => abort.abort()],
  ['cancelling the body', (_: AbortController, response: Response) => response.body?.cancel()],
])('%s closes the socket', async (_, leave) => {
  let closed = false
  const { url } = await serve((_, response) => {
    response.write('first')
    response.on('close', () => {
      closed = true
    })
  })
  const abort = new AbortController()
  const response = await transport()(url, { signal: abort.signal })
  await leave(abort, response)
  await until('the server saw the client leave', () => closed)
})

test('a closed transport refuses calls; running ones end first', async () => {
  const { url } = await serve((_, response) => {
    response.write('a')
    setTimeout(() => response.end('b'), 50)
  })
  const fetch = nodeFetch()
  const running = await fetch(url, {})
  const closing = fetch.close()
  expect(await running.text()).toBe('ab')
  await closing
  await expect(fetch(url, {})).rejects.toSatisfy((error) => BedrockError.is(error, 'invalid-argument'))
})

test('a body that no signature can cover is refused', async () => {
  await expect(transport()('http://127.0.0.1:9', { method: 'POST', body: new FormData() })).rejects.toSatisfy((error) =>
    BedrockError.is(error, 'invalid-argument'),
  )
})

/** Takes connections and never says a word, so that no TLS connection comes to stand. */
const mute = async (): Promise<string> => {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => void sockets.add(socket.on('error', () => {})))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return `https://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
}

test('a connection that does not come to stand is a timeout, which may pass', async () => {
  const url = await mute()
  await expect(transport({ connectTimeout: 100 })(`${url}/model`, {})).rejects.toMatchObject({
    code: 'timeout',
    retryable: true,
    message: expect.stringMatching(/^No connection to 127\.0\.0\.1:\d+ within 100 ms/),
  })
})

test('a dispatcher of one’s own has its own limit', async () => {
  const url = await mute()
  const dispatcher = new Agent({ connectTimeout: 100 })
  onTestFinished(() => dispatcher.close())
  await expect(transport({ dispatcher })(url, {})).rejects.toMatchObject({
    code: 'timeout',
    message: expect.stringMatching(/within the dispatcher’s limit/),
  })
})

test('a refused connection is no timeout', async () => {
  await expect(transport()('http://127.0.0.1:2', {})).rejects.toSatisfy((error) => !BedrockError.is(error))
})

test('idle connections do not keep the process alive', async () => {
  const { url } = await serve((_, response) => response.end('ok'))
  const program = `import { nodeFetch } from ${JSON.stringify(new URL('./node-fetch.ts', import.meta.url).href)}
    console.log(await (await nodeFetch()(${JSON.stringify(url)}, {})).text())`
  const started = performance.now()
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--conditions=bedrock-source', '--input-type=module', '--eval', program],
    { timeout: 20_000 },
  )
  expect(stdout.trim()).toBe('ok')
  expect(performance.now() - started).toBeLessThan(10_000)
})
