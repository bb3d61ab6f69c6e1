import { expect, onTestFinished, test } from 'vitest'
import { serve } from '../testing/serve.ts'
import { sleep, until } from '../testing/wait.ts'
import { exchange } from './exchange.ts'
import { nodeFetch } from './node-fetch.ts'
import { createPools, type Pools } from './pools.ts'

const opened = (): Pools => {
  const pools = createPools({ keepAliveTimeout: 60_000 })
  onTestFinished(() => pools.close())
  return pools
}

const get = async (pool: ReturnType<Pools['of']>, origin: string, path: string): Promise<string> =>
  (await exchange(pool, { origin, path, method: 'GET' }, null)).text()

test('an origin has one pool', () => {
  const pools = opened()
  expect(pools.of('http://127.0.0.1:1')).toBe(pools.of('http://127.0.0.1:1'))
  expect(pools.of('http://127.0.0.1:1')).not.toBe(pools.of('http://127.0.0.1:2'))
})

test('a pool whose connections have all ended is let go', async () => {
  const { url, server } = await serve((_, response) => response.end('ok'))
  const pools = opened()
  const first = pools.of(url)
  await get(first, url, '/')
  expect(pools.of(url)).toBe(first)
  server.closeAllConnections()
  await until('there is another pool', () => pools.of(url) !== first)
})

test('a pool with a call under way is kept when another connection ends', async () => {
  const go: (() => void)[] = []
  const { url, server } = await serve((request, response) => {
    if (request.url === '/now') response.end('ok')
    else go.push(() => response.end('late'))
  })
  const pools = opened()
  const pool = pools.of(url)
  const late = get(pool, url, '/late')
  await until('the server was asked', () => go.length === 1)
  await get(pool, url, '/now')
  server.closeIdleConnections()
  await sleep(50)
  expect(pools.of(url)).toBe(pool)
  for (const answer of go) answer()
  expect(await late).toBe('late')
})

test('after a rush has ended, one connection serves one call after another', async () => {
  const { url, server } = await serve((_, response) => setTimeout(() => response.end('ok'), 5))
  let connections = 0
  server.on('connection', () => connections++)
  const fetch = nodeFetch()
  onTestFinished(() => fetch.close())
  const ask = async (): Promise<string> => (await fetch(url, {})).text()
  await Promise.all(Array.from({ length: 20 }, ask))
  expect(connections).toBe(20)
  server.closeAllConnections()
  await sleep(50)
  for (let call = 0; call < 10; call++) expect(await ask()).toBe('ok')
  expect(connections).toBe(21)
})
