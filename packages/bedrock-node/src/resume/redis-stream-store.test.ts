import { streamStoreLaws } from '@x/bedrock-core/testing'
import { Redis } from 'ioredis'
import { createClient } from 'redis'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasRedis, type RunningRedis, startRedis } from '../testing/redis-server.ts'
import { sleep } from '../testing/wait.ts'
import type { RedisClient } from './redis-client.ts'
import { type RedisStreamStoreOptions, redisStreamStore } from './redis-stream-store.ts'

interface Connected {
  readonly client: RedisClient
  close(): void
}

const clients: Readonly<Record<string, (redis: RunningRedis) => Promise<Connected>>> = {
  async redis({ url }) {
    const client = await createClient({ url }).connect()
    return { client, close: () => client.destroy() }
  },
  async ioredis({ url }) {
    const client = new Redis(url)
    return { client, close: () => client.disconnect() }
  },
}

const now = AbortSignal.abort()
const name = { chatId: 'c', streamId: 's' }

describe.skipIf(!hasRedis)('answers in Redis', () => {
  let redis: RunningRedis
  const open: Connected[] = []

  beforeAll(async () => {
    redis = await startRedis()
  })
  afterAll(async () => {
    for (const { close } of open) close()
    await redis?.close()
  })

  const client = async (kind: string): Promise<RedisClient> => {
    const connected = await clients[kind]?.(redis)
    if (connected === undefined) throw new Error(`There is no client ${kind}.`)
    open.push(connected)
    return connected.client
  }
  let made = 0
  const store = async (options: RedisStreamStoreOptions = {}) => {
    const prefix = `own${++made}:`
    return { prefix, keeps: redisStreamStore(await client('redis'), { prefix, ...options }) }
  }

  const pairs = Object.keys(clients).flatMap((maker) => Object.keys(clients).map((reader) => [maker, reader] as const))

  test.each(pairs.flatMap(([maker, reader]) => streamStoreLaws.map((law) => ({ maker, reader, ...law }))))(
    'made by $maker, read by $reader: $name',
    async ({ maker, reader, holds }) => {
      await holds(redisStreamStore(await client(maker)), redisStreamStore(await client(reader)))
    },
  )

  test('a maker without a sign of life is lost, and stays lost when it wakes', async () => {
    const { keeps } = await store({ leaseMs: 150, pollMs: 20 })
    await keeps.open(name)
    await keeps.append(name, 1, ['a'], false)
    for (let beats = 0; beats < 8; beats++) {
      await sleep(50)
      expect(await keeps.append(name, 2, [], false)).toBe('open')
    }
    // Somebody who waits hears of it.
    let page = await keeps.read(name, 1, AbortSignal.timeout(10_000))
    while (page.state === 'open') page = await keeps.read(name, 1, AbortSignal.timeout(10_000))
    expect(page).toEqual({ state: 'lost', last: 1, events: [] })
    expect(await keeps.append(name, 2, ['b'], true)).toBe('lost')
    expect(await keeps.read(name, 0, now)).toEqual({ state: 'lost', last: 1, events: ['a'] })
  })

  test('every key expires', async () => {
    const { prefix, keeps } = await store({ leaseMs: 100, keepMs: 200 })
    const plain = new Redis(redis.url)
    open.push({ client: plain, close: () => plain.disconnect() })
    await keeps.open(name)
    await keeps.append(name, 1, ['a', 'b'], false)
    const keys = await plain.keys(`${prefix}*`)
    expect(keys.toSorted()).toEqual(
      ['latest', 'stream:s', 'stream:s:alive', 'stream:s:events'].map((key) => `${prefix}{c}:${key}`),
    )
    for (const key of keys) expect(await plain.pttl(key)).toBeGreaterThan(0)
    await expect.poll(() => plain.keys(`${prefix}*`)).toEqual([])
    expect(await keeps.latest('c')).toBeUndefined()
    expect((await keeps.read(name, 0, now)).state).toBe('missing')
    expect(await keeps.append(name, 3, ['c'], false)).toBe('lost')
  })

  test('readers of this process hear of an event at once, without waiting for their next look', async () => {
    const { keeps } = await store({ pollMs: 60_000 })
    await keeps.open(name)
    const waiting = keeps.read(name, 0, AbortSignal.timeout(30_000))
    await sleep(50)
    await keeps.append(name, 1, ['a'], false)
    expect((await waiting).events).toEqual(['a'])
  })

  test('a Redis that is gone fails calls', async () => {
    const own = await startRedis()
    const lost = new Redis(own.port, { maxRetriesPerRequest: 0, retryStrategy: () => null })
    lost.on('error', () => {})
    const keeps = redisStreamStore(lost)
    await keeps.open(name)
    await own.close()
    await expect(keeps.append(name, 1, ['a'], false)).rejects.toThrow()
  })
})

test('times that cannot work are refused', () => {
  const never: RedisClient = { call: () => Promise.reject(new Error('called')) }
  for (const options of [{ leaseMs: 0 }, { leaseMs: 1000, keepMs: 10 }, { leaseMs: Number.NaN }])
    expect(() => redisStreamStore(never, options)).toThrow('leaseMs')
})
