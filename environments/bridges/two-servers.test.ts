import { type ChildProcess, fork, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { textOf } from '@x/bedrock-core/ui'
import { scripted, testIdentity } from '@x/bedrock-local'
import { type RunningLocalBedrock, startLocalBedrock } from '@x/bedrock-local/server'
import { createChat, resumableTransport, resumeChat } from '@x/bedrock-react'
import { createClient } from 'redis'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'

/** Two processes that serve a chat, one Redis between them, a Bedrock behind; the browser moves from one to the other. */

const hasRedis = spawnSync('redis-server', ['--version']).status === 0
if (!hasRedis) console.warn('SKIPPED: there is no redis-server on PATH. Debian: apt-get install redis-server.')

const words = Array.from({ length: 60 }, (_, index) => `word-${index}`).join(' ')

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  await new Promise((closed) => server.close(closed))
  return typeof address === 'object' && address !== null ? address.port : 0
}

interface Answering {
  readonly process: ChildProcess
  readonly url: string
}

describe.skipIf(!hasRedis)('two servers and one Redis', () => {
  let redis: ChildProcess
  let redisUrl = ''
  let bedrock: RunningLocalBedrock
  let servers: Answering[] = []
  let left = 0

  beforeAll(async () => {
    const port = await freePort()
    redisUrl = `redis://127.0.0.1:${port}`
    redis = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'], {
      stdio: 'ignore',
    })
    const probe = createClient({ url: redisUrl })
    probe.on('error', () => {})
    await probe.connect()
    probe.destroy()
    bedrock = await startLocalBedrock({
      answerer: scripted({ pace: 40 }),
      watch: (event) => {
        if (event.type === 'end' && event.how === 'left') left++
      },
    })
  })
  afterAll(async () => {
    redis?.kill()
    await bedrock?.close()
  })

  const start = async (): Promise<Answering> => {
    const process = fork(`${import.meta.dirname}/answering-server.ts`, {
      execArgv: ['--conditions=bedrock-source'],
      env: { ...globalThis.process.env, BEDROCK: bedrock.url, API_KEY: testIdentity.apiKey, REDIS: redisUrl },
    })
    const [port] = await once(process, 'message')
    return { process, url: `http://127.0.0.1:${port}` }
  }
  beforeEach(async () => {
    servers = await Promise.all([start(), start()])
  })
  afterEach(() => {
    for (const { process } of servers) process.kill('SIGKILL')
  })

  const chatAt = (id: string) => {
    const asked: string[] = []
    /** Answers are asked of the first server, everything after of the second. */
    const fetch: typeof globalThis.fetch = (path, init) => {
      const method = init?.method ?? 'GET'
      const seen = new Headers(init?.headers).get('last-event-id')
      asked.push(`${method} ${seen?.replace(/^.*:/, '') ?? ''}`.trim())
      return globalThis.fetch(new URL(String(path), servers[method === 'POST' ? 0 : 1]?.url), init)
    }
    return { asked, chat: createChat({ id, transport: resumableTransport({ fetch }) }) }
  }
  type ChatAt = ReturnType<typeof chatAt>['chat']
  const said = (chat: ChatAt): string => {
    const last = chat.snapshot().messages.at(-1)
    return last?.role === 'assistant' ? textOf(last) : ''
  }
  const until = (chat: ChatAt, word: string): Promise<void> =>
    expect.poll(() => said(chat), { timeout: 30_000 }).toContain(word)

  test('a page that is loaded anew goes on at the other server, while the first browser reads on', async () => {
    const [first, second] = [chatAt('a'), chatAt('a')]
    const sent = first.chat.send(`echo ${words}`)
    await until(first.chat, 'word-10')
    expect(await resumeChat(second.chat)).toBe(true)
    await sent
    expect([said(first.chat), said(second.chat)]).toEqual([words, words])
    expect([first.asked, second.asked]).toEqual([['POST'], ['GET']])
  })

  test('the server that answered is killed once all is kept: the browser has the rest from the other', async () => {
    const whole = await fetch(`${servers[0]?.url}/api/chat`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        id: 'b',
        messages: [{ id: 'u', role: 'user', parts: [{ type: 'text', text: `echo ${words}` }] }],
      }),
    })
    const told = await whole.text()
    servers[0]?.process.kill('SIGKILL')
    const events = told.split('\n\n').filter((event) => event.startsWith('id: '))
    const ids = events.map((event) => event.slice(4, event.indexOf('\n')))
    for (const at of [0, 5, events.length - 2]) {
      const rest = await fetch(`${servers[1]?.url}/api/chat/b/stream`, { headers: { 'last-event-id': ids[at] ?? '' } })
      expect((await rest.text()).split('\n\n').filter(Boolean)).toEqual(events.slice(at + 1))
    }
  })

  test('the server that answers is killed in mid-answer: what it kept is told, then an error with a code, in time', async () => {
    const { asked, chat } = chatAt('c')
    const sent = chat.send(`echo ${words}`)
    await until(chat, 'word-10')
    const began = performance.now()
    servers[0]?.process.kill('SIGKILL')
    await sent.catch(() => {})
    expect(performance.now() - began).toBeLessThan(20_000)
    expect(chat.snapshot()).toMatchObject({ status: 'error', error: { code: 'server-error', retryable: true } })
    expect(words.startsWith(said(chat))).toBe(true)
    expect(said(chat)).toContain('word-10')
    expect(asked).toEqual(['POST', expect.stringMatching(/^GET \d+$/)])
  })

  test('a stop that reaches the other server ends the call to Bedrock', async () => {
    const { asked, chat } = chatAt('d')
    const before = left
    const sent = chat.send(`echo ${words}`)
    await until(chat, 'word-5')
    chat.stop()
    await sent
    await expect.poll(() => left, { timeout: 10_000 }).toBe(before + 1)
    expect(asked).toEqual(['POST', expect.stringMatching(/^DELETE \d+$/)])
    expect(words.startsWith(said(chat))).toBe(true)
  })
})
