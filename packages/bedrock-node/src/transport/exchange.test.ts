import { getEventListeners } from 'node:events'
import type { RequestListener } from 'node:http'
import { connect } from 'node:net'
import fc from 'fast-check'
import { Agent, type Dispatcher, ProxyAgent, RetryAgent } from 'undici'
import { expect, onTestFinished, test } from 'vitest'
import { serve } from '../testing/serve.ts'
import { sleep, until } from '../testing/wait.ts'
import { type NodeFetch, nodeFetch } from './node-fetch.ts'

const transport = (): NodeFetch => {
  const fetch = nodeFetch()
  onTestFinished(() => fetch.close())
  return fetch
}

const asked = async (
  listener: RequestListener,
): Promise<{ readonly url: string; readonly connections: () => number }> => {
  const { url, server } = await serve(listener)
  let connections = 0
  server.on('connection', () => connections++)
  return { url, connections: () => connections }
}

test('calls that follow at once on one another share one connection, large bodies too', async () => {
  const { url, connections } = await asked((request, response) => {
    request.resume().on('end', () => response.end('ok'))
  })
  const fetch = transport()
  const body = new Uint8Array(300_000)
  for (let call = 0; call < 30; call++) expect(await (await fetch(url, { method: 'POST', body })).text()).toBe('ok')
  expect(connections()).toBe(1)
})

test('what the server writes is what is read, however it is cut', async () => {
  const writes: Uint8Array[] = []
  const { url } = await asked(async (_, response) => {
    for (const bytes of writes) {
      response.write(bytes)
      if (bytes.length % 3 === 0) await sleep(0)
    }
    response.end()
  })
  const fetch = transport()
  const sizes = fc.array(fc.oneof(fc.integer({ min: 1, max: 40 }), fc.constantFrom(16_384, 70_001, 300_000)), {
    maxLength: 12,
  })
  await fc.assert(
    fc.asyncProperty(sizes, async (sizes) => {
      writes.splice(0, writes.length, ...sizes.map((size, index) => new Uint8Array(size).fill(index + 1)))
      const read = await (await fetch(url, {})).bytes()
      expect(Buffer.compare(read, Buffer.concat(writes))).toBe(0)
    }),
    { numRuns: 60 },
  )
})

test('a lost connection ends the body after what had come', async () => {
  const { url } = await asked((_, response) => {
    response.writeHead(200, { 'content-length': '100' }).write('some')
    setTimeout(() => response.destroy(), 20)
  })
  const { body } = await transport()(url, {})
  const reader = body?.getReader()
  expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe('some')
  await expect(reader?.read()).rejects.toMatchObject({
    name: 'TypeError',
    message: 'terminated',
    cause: expect.any(Error),
  })
})

test('a lost connection before the head fails as fetch does', async () => {
  const { url } = await asked((_, response) => response.destroy())
  await expect(transport()(url, {})).rejects.toMatchObject({
    name: 'TypeError',
    message: 'fetch failed',
    cause: expect.any(Error),
  })
})

test.each([
  ['before it is sent', () => {}],
  ['before the head', () => sleep(30)],
])('aborted %s, a call ends with the signal’s reason', async (_, wait) => {
  const { url } = await asked(() => {})
  const abort = new AbortController()
  const answer = transport()(url, { signal: abort.signal })
  const told = expect(answer).rejects.toBe('enough')
  await wait()
  abort.abort('enough')
  await told
  expect(getEventListeners(abort.signal, 'abort')).toEqual([])
})

test('a signal that was aborted sends nothing', async () => {
  const { url, connections } = await asked((_, response) => response.end())
  await expect(transport()(url, { signal: AbortSignal.abort('before') })).rejects.toBe('before')
  expect(connections()).toBe(0)
})

test('aborted in the body, the body ends with the signal’s reason', async () => {
  const { url } = await asked((_, response) => {
    response.write('first')
  })
  const abort = new AbortController()
  const reader = (await transport()(url, { signal: abort.signal })).body?.getReader()
  await reader?.read()
  const next = expect(reader?.read()).rejects.toBe('enough')
  abort.abort('enough')
  await next
})

test('an answer that has ended leaves no listener at its signal', async () => {
  const { url } = await asked((_, response) => response.end('ok'))
  const { signal } = new AbortController()
  await (await transport()(url, { signal })).text()
  expect(getEventListeners(signal, 'abort')).toEqual([])
})

test('headers are told as they came', async () => {
  const { url } = await asked((request, response) => {
    response.writeHead(200, [
      ['Set-Cookie', 'a=1'],
      ['Set-Cookie', 'b=2'],
      ['X-Agent', request.headers['user-agent'] ?? ''],
      ['X-Latin', 'caf\u00e9'],
    ])
    response.end()
  })
  const { headers } = await transport()(url, {})
  expect([headers.getSetCookie(), headers.get('x-agent'), headers.get('x-latin')]).toEqual([
    ['a=1', 'b=2'],
    'node',
    'caf\u00e9',
  ])
})

test.each([204, 304])('an answer of status %i has no body', async (status) => {
  const { url } = await asked((_, response) => response.writeHead(status).end())
  const response = await transport()(url, {})
  expect([response.status, response.body]).toEqual([status, null])
})

test('what comes before the answer is passed over', async () => {
  const { url } = await asked((_, response) => {
    response.writeEarlyHints({ link: '</style.css>; rel=preload' })
    response.end('ok')
  })
  const response = await transport()(url, {})
  expect([response.status, await response.text()]).toEqual([200, 'ok'])
})

test('a redirect that is not to be had fails', async () => {
  const { url } = await asked((_, response) => response.writeHead(302, { location: '/elsewhere' }).end())
  await expect(transport()(url, { redirect: 'error' })).rejects.toMatchObject({ message: 'fetch failed' })
})

test('a reader that rests after some pieces stops the writer, and closes the socket when it leaves', async () => {
  let written = 0
  let closed = false
  const { url } = await asked((_, response) => {
    const chunk = new Uint8Array(65_536)
    const pump = (): void => {
      do written += chunk.length
      while (response.write(chunk))
    }
    response.on('drain', pump).on('close', () => {
      closed = true
    })
    pump()
  })
  const reader = (await transport()(url, {})).body?.getReader()
  for (let read = 0; read < 20; read++) await reader?.read()
  let before = -1
  while (before !== written) {
    before = written
    await sleep(100)
  }
  expect(written).toBeLessThan(32 * 1024 * 1024)
  await reader?.cancel()
  await until('the socket is closed', () => closed)
})

/** A proxy that opens tunnels, and says to whom. */
const proxy = async (): Promise<{ readonly url: string; readonly opened: string[] }> => {
  const { url, server } = await serve((_, response) => response.writeHead(400).end())
  const opened: string[] = []
  server.on('connect', ({ url: target = '' }, socket) => {
    opened.push(target)
    const [host, port] = target.split(':')
    const tunnel = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      socket.pipe(tunnel).pipe(socket)
    })
    tunnel.on('error', () => socket.destroy())
    socket.on('error', () => tunnel.destroy()).on('close', () => tunnel.destroy())
  })
  return { url, opened }
}

test('a proxy’s dispatcher carries calls', async () => {
  const { url } = await asked((request, response) => void request.pipe(response))
  const { url: uri, opened } = await proxy()
  const dispatcher: Dispatcher = new ProxyAgent({ uri, proxyTunnel: true })
  onTestFinished(() => dispatcher.close())
  const fetch = nodeFetch({ dispatcher })
  expect(await (await fetch(url, { method: 'POST', body: 'there and back' })).text()).toBe('there and back')
  expect(opened).toEqual([url.slice('http://'.length)])
})

test('a dispatcher that asks again carries calls', async () => {
  let calls = 0
  const { url } = await asked((_, response) => response.writeHead(++calls === 1 ? 503 : 200).end('ok'))
  const agent = new Agent()
  onTestFinished(() => agent.close())
  const dispatcher: Dispatcher = new RetryAgent(agent, { minTimeout: 1, methods: ['POST'] })
  const response = await nodeFetch({ dispatcher })(url, { method: 'POST', body: 'again' })
  expect([response.status, await response.text(), calls]).toEqual([200, 'ok', 2])
})
