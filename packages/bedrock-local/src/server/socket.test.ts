import { once } from 'node:events'
import { connect } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import type { Answerer } from '../answer/step.ts'
import { testIdentity } from '../auth/identity.ts'
import { type RunningLocalBedrock, startLocalBedrock } from './start.ts'

/** The head of a frame: three bytes of length, then the type. */
const settings = { test: (answer: string): boolean => answer.charCodeAt(3) === 4 }
const path = '/model/anthropic.claude-3-haiku-20240307-v1%3A0'
const body = JSON.stringify({ messages: [{ role: 'user', content: [{ text: 'hi' }] }] })
let local: RunningLocalBedrock | undefined

afterEach(() => local?.close())

const post = (operation: string, signal: AbortSignal | null = null): Promise<Response> =>
  fetch(`${local?.url}${path}/${operation}`, {
    method: 'POST',
    body,
    signal,
    headers: { authorization: `Bearer ${testIdentity.apiKey}` },
  })

const answering = (answerer: Answerer): Promise<RunningLocalBedrock> => startLocalBedrock({ answerer })

describe('the server', () => {
  it.each([1, 2, 3, 7])('tells HTTP/1.1 from HTTP/2 however the first bytes are cut: %i at a time', async (size) => {
    local = await answering(async function* () {
      yield { type: 'text', text: 'ok' }
    })
    for (const [request, expected] of [
      [
        `POST ${path}/converse HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}`,
        /^HTTP\/1\.1 403 /,
      ],
      // The preface and an empty SETTINGS frame; the server answers with its own SETTINGS (type 4).
      ['PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0', settings],
    ] as const) {
      const socket = connect(local.port, '127.0.0.1')
      await once(socket, 'connect')
      socket.setNoDelay(true)
      for (let at = 0; at < request.length; at += size) {
        socket.write(request.slice(at, at + size), 'latin1')
        if (at < 8) await new Promise((resolve) => setTimeout(resolve, 5))
      }
      const [answer] = await once(socket, 'data')
      expect(expected.test(String(answer))).toBe(true)
      socket.destroy()
    }
  })

  it.each(['converse-stream', 'converse'])('breaks the connection of %s where the answerer cuts', async (operation) => {
    local = await answering(async function* () {
      yield { type: 'text', text: 'half an' }
      yield { type: 'cut' }
    })
    const read = async () => (await post(operation)).arrayBuffer()
    await expect(read()).rejects.toThrow(/terminated|fetch failed/)
  })

  it('delivers what was said before a cut, and no end', async () => {
    local = await answering(async function* () {
      for (let at = 0; at < 500; at += 1) yield { type: 'text', text: `piece ${at} ` }
      yield { type: 'cut' }
    })
    const socket = connect(local.port, '127.0.0.1')
    socket.write(
      `POST ${path}/converse-stream HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${testIdentity.apiKey}\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    )
    let seen = ''
    socket.on('data', (bytes) => {
      seen += String(bytes)
    })
    await once(socket, 'close')
    expect(seen).toContain('piece 499 ')
    expect(seen).not.toContain('messageStop')
    expect(seen.endsWith('0\r\n\r\n')).toBe(false)
  })

  it('stops the answerer when the caller leaves', async () => {
    let said = 0
    let stopped = (): void => undefined
    const left = new Promise<void>((resolve) => {
      stopped = resolve
    })
    local = await answering(async function* () {
      try {
        for (;;) {
          yield { type: 'wait', ms: 5 }
          said += 1
          yield { type: 'text', text: 'on and on ' }
        }
      } finally {
        stopped()
      }
    })
    const caller = new AbortController()
    const response = await post('converse-stream', caller.signal)
    await response.body?.getReader().read()
    caller.abort()
    await left
    const then = said
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(said).toBe(then)
  })

  it('waits for a caller who does not read', async () => {
    let said = 0
    local = await answering(async function* () {
      for (; said < 50_000; said += 1) yield { type: 'text', text: 'x'.repeat(1000) }
    })
    const caller = new AbortController()
    const response = await post('converse-stream', caller.signal)
    let before = -1
    while (said === 0 || before !== said) {
      before = said
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
    expect(response.status).toBe(200)
    expect(said).toBeGreaterThan(0)
    expect(said).toBeLessThan(50_000)
    caller.abort()
  })

  it('sends pieces when they are said, not when all is said', async () => {
    let release = (): void => undefined
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    local = await answering(async function* () {
      yield { type: 'text', text: 'first' }
      await held
      yield { type: 'text', text: 'second' }
    })
    const reader = (await post('converse-stream')).body?.getReader()
    let seen = ''
    while (!seen.includes('first')) seen += new TextDecoder().decode((await reader?.read())?.value)
    expect(seen).not.toContain('second')
    release()
    while (!seen.includes('second')) seen += new TextDecoder().decode((await reader?.read())?.value)
    await reader?.cancel()
  })

  it('says what it cannot do', async () => {
    local = await startLocalBedrock()
    const lost = await post('no-such-operation')
    expect(lost.status).toBe(404)
    expect(lost.headers.get('x-amzn-errortype')).toMatch(/^UnknownOperationException:/)
    expect(await lost.text()).toContain('com.amazon.coral.service#UnknownOperationException')
  })
})
