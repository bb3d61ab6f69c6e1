import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { type ClientHttp2Session, connect } from 'node:http2'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testIdentity } from '../auth/identity.ts'

const streams = 1000
const tokens = 500
const path = '/model/us.anthropic.claude-haiku-4-5-20251001-v1%3A0/converse-stream'
const body = JSON.stringify({ messages: [{ role: 'user', content: [{ text: 'hi' }] }] })
const headers = { authorization: `Bearer ${testIdentity.apiKey}`, 'content-type': 'application/json' }

/** How one stream ended: `whole`, or what went wrong. */
type Outcome = string

interface Heap {
  readonly most: number
  readonly ended: number
  readonly open: number
  readonly heapUsed: number
}

let server: ChildProcess
let url = ''

const told = async <Message>(message: string): Promise<Message> => {
  const answer = once(server, 'message')
  server.send(message)
  const [said] = await answer
  return said
}

beforeAll(async () => {
  server = fork(new URL('./test/load-server.ts', import.meta.url), {
    execArgv: ['--conditions=bedrock-source', '--expose-gc', '--no-warnings'],
    env: { STREAMS: `${streams}`, TOKENS: `${tokens}` },
  })
  const [message] = await once(server, 'message')
  url = message.url
})
afterAll(() => void server.kill())

/** What every token looks like on the wire; `load-server.ts` says them. */
const piece = '"abc "'

/** Reads to the end; whole is what holds every token and the last event. */
const outcomeOf = (source: NodeJS.ReadableStream, status: () => number | undefined): Promise<Outcome> =>
  new Promise((resolve) => {
    let pieces = 0
    let tail = ''
    let end = ''
    source.on('data', (bytes: Buffer) => {
      const text = tail + bytes.toString('latin1')
      pieces += text.split(piece).length - 1
      tail = text.slice(1 - piece.length)
      end = (end + text).slice(-1000)
    })
    source.on('error', (error: Error) => resolve(error.message))
    source.on('end', () =>
      resolve(pieces === tokens && end.includes('metadata') ? 'whole' : `${status()}: ${pieces} pieces`),
    )
  })

const agent = new Agent({ maxSockets: Number.POSITIVE_INFINITY })

const byHttp1 = (): Promise<Outcome> =>
  new Promise((resolve) => {
    const sent = request(`${url}${path}`, { method: 'POST', headers, agent }, (response) => {
      resolve(outcomeOf(response, () => response.statusCode))
    })
    sent.on('error', (error) => resolve(error.message))
    sent.end(body)
  })

const byHttp2 = (session: ClientHttp2Session): Promise<Outcome> => {
  const sent = session.request({ ':method': 'POST', ':path': path, ...headers })
  let status: number | undefined
  sent.on('response', (said) => {
    status = said[':status']
  })
  const outcome = outcomeOf(sent, () => status)
  sent.end(body)
  return outcome
}

const tallyOf = (outcomes: readonly Outcome[]): Record<Outcome, number> => {
  const tally: Record<Outcome, number> = {}
  for (const outcome of outcomes) tally[outcome] = (tally[outcome] ?? 0) + 1
  return tally
}

const all = (one: () => Promise<Outcome>): Promise<Outcome[]> => Promise.all(Array.from({ length: streams }, one))

describe(`${streams} streams of ${tokens} tokens, all open at once, from a server in its own process`, () => {
  it('end whole over HTTP/1.1 and HTTP/2, and leave the heap as it was', { timeout: 300_000 }, async () => {
    const before = await told<Heap>('heap')
    expect(tallyOf(await all(byHttp1))).toEqual({ whole: streams })
    const first = await told<Heap>('heap')
    expect(first).toMatchObject({ most: streams, ended: streams, open: 0 })

    await told('again')
    const session = connect(url)
    expect(tallyOf(await all(() => byHttp2(session)))).toEqual({ whole: streams })
    session.destroy()
    const second = await told<Heap>('heap')
    expect(second).toMatchObject({ most: streams, ended: streams, open: 0 })

    const megabytes = [before, first, second].map(({ heapUsed }) => Math.round(heapUsed / 1e5) / 10)
    console.log(`${2 * streams} streams; heap before, after 1,000, after 2,000: ${megabytes.join(', ')} MB`)
    expect(second.heapUsed - first.heapUsed).toBeLessThan(4_000_000)
    expect(second.heapUsed - before.heapUsed).toBeLessThan(16_000_000)
  })
})
