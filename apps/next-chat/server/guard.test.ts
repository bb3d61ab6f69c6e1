import { expect, test } from 'vitest'
import { guard } from './guard.ts'
import { createRateLimit } from './rate-limit.ts'

const ask = (headers: Readonly<Record<string, string>>) =>
  new Request('http://127.0.0.1:3000/api/chat', { method: 'POST', headers })

test.each([
  ['this machine by name', { host: 'localhost:3000' }, [], undefined],
  ['this machine by address', { host: '127.0.0.1:3000' }, [], undefined],
  ['this machine by its new address', { host: '[::1]:3000' }, [], undefined],
  ['its own page', { host: 'localhost:3000', origin: 'http://localhost:3000' }, [], undefined],
  [
    'a page behind a proxy that ends TLS',
    { host: 'chat.example', origin: 'https://chat.example' },
    ['chat.example'],
    undefined,
  ],
  ['a name that was rebound', { host: 'evil.example:3000' }, [], 403],
  ['no name', {}, [], 403],
  ['this machine where other names are set', { host: 'localhost' }, ['chat.example'], 403],
  ['another site’s page', { host: 'localhost:3000', origin: 'https://evil.example' }, [], 403],
  ['another port’s page', { host: 'localhost:3000', origin: 'http://localhost:4000' }, [], 403],
  ['a page without an origin', { host: 'localhost:3000', origin: 'null' }, [], 403],
  ['what the browser calls cross-site', { host: 'localhost:3000', 'sec-fetch-site': 'cross-site' }, [], 403],
] as const)('%s: %j', (_, headers, hosts, status) => {
  expect(guard(ask(headers), createRateLimit(60), hosts)?.status).toBe(status)
})

test('too many calls are told when to come again, and only the caller that made them', async () => {
  const limit = createRateLimit(2, () => 0)
  const from = (address: string) => guard(ask({ host: 'localhost', 'x-forwarded-for': address }), limit, [])
  expect([from('10.0.0.1'), from('10.0.0.1')]).toEqual([undefined, undefined])
  const refused = from('10.0.0.1')
  expect(refused?.status).toBe(429)
  expect(refused?.headers.get('retry-after')).toBe('30')
  expect(await refused?.json()).toMatchObject({ error: { code: 'throttled', retryable: true } })
  expect(from('10.0.0.2')).toBeUndefined()
  // What a caller writes itself stands before what the proxy adds.
  expect(from('10.0.0.9, 10.0.0.1')?.status).toBe(429)
})

test('a bucket fills again within a minute, and the memory for callers is bounded', () => {
  let now = 0
  const limit = createRateLimit(60, () => now)
  for (let call = 0; call < 60; call++) expect(limit.take('one')).toBe(0)
  expect(limit.take('one')).toBe(1)
  now = 1000
  expect(limit.take('one')).toBe(0)
  expect(limit.take('one')).toBe(1)
  for (let caller = 0; caller < 10_000; caller++) limit.take(`caller ${caller}`)
  expect(limit.take('one')).toBe(0)
})
