import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testIdentity } from '../auth/identity.ts'
import { type RunningLocalBedrock, startLocalBedrock } from '../server/start.ts'
import { createCallLog } from './call-log.ts'

const model = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0'
let local: RunningLocalBedrock
beforeAll(async () => {
  local = await startLocalBedrock({
    page: true,
    answerer: async function* () {
      yield { type: 'text', text: 'Hello' }
    },
  })
})
afterAll(() => local.close())

const ask = async (operation: string, text: string) => {
  const answer = await fetch(`${local.url}/model/${encodeURIComponent(model)}/${operation}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${testIdentity.apiKey}` },
    body: JSON.stringify({ messages: [{ role: 'user', content: [{ text }] }] }),
  })
  await answer.arrayBuffer()
}

const get = (path: string, headers = {}): Promise<Response> =>
  fetch(`${local.url}${path}`, { headers, redirect: 'manual' })

/** A request under any host name, as no fetch would send it. */
const under = (host: string): Promise<string> =>
  new Promise((resolve) => {
    const socket = connect(local.port, '127.0.0.1')
    let said = ''
    socket.on('data', (bytes) => {
      said += String(bytes)
    })
    socket.on('close', () => resolve(said))
    socket.write(`GET /_local/calls HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`)
  })

describe('the page of calls', () => {
  it('is one document that may load nothing else', async () => {
    const page = await get('/_local')
    const nonce = /'nonce-([^']+)'/.exec(page.headers.get('content-security-policy') ?? '')?.[1]
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
    const text = await page.text()
    expect(text).toContain(`<script nonce="${nonce}">`)
    expect(text.match(/(src|href)=/g)).toBeNull()
    expect(text).not.toMatch(/innerHTML|insertAdjacentHTML|document\.write/)
    expect((await get('/', { accept: 'text/html' })).headers.get('location')).toBe('/_local')
    expect((await get('/')).status).toBe(404)
  })

  it('lists calls and shows each, secrets hidden', async () => {
    await ask('converse-stream', '<img src=x onerror=alert(1)>')
    await ask('nothing', 'hi')
    const list: Record<string, unknown>[] = await (await get('/_local/calls')).json()
    expect(list.slice(-2)).toMatchObject([
      { operation: 'converse-stream', model, status: 200, tokens: expect.stringMatching(/^\d+ \+ 2$/) },
      { status: 404, exception: 'UnknownOperationException' },
    ])
    const call = await get(`/_local/calls/${String(list.at(-2)?.['id'])}`)
    expect(call.headers.get('content-type')).toBe('application/json')
    const text = await call.text()
    expect(text).toContain('<img src=x onerror=alert(1)>')
    expect(text).toContain('"messageStart"')
    expect(text).not.toContain(testIdentity.apiKey)
    expect((await get('/_local/calls/none')).status).toBe(404)
  })

  it('is told of what happens', async () => {
    const reader = (await get('/_local/events')).body?.pipeThrough(new TextDecoderStream()).getReader()
    let heard = (await reader?.read())?.value ?? ''
    await ask('converse', 'hi')
    while (!heard.includes('data: changed')) heard += (await reader?.read())?.value ?? ''
    await reader?.cancel()
  })

  it('does not answer under names that are not this machine’s', async () => {
    expect(await under('evil.example')).toMatch(/^HTTP\/1\.1 403 /)
    expect(await under('localhost')).toMatch(/^HTTP\/1\.1 200 /)
  })

  it('is not there unless it was asked for, and takes a log of one’s own', async () => {
    const without = await startLocalBedrock()
    expect((await fetch(`${without.url}/_local`)).status).toBe(404)
    await without.close()
    const log = createCallLog({ calls: 1 })
    const own = await startLocalBedrock({ page: log })
    await (await fetch(`${own.url}/model/x/converse`, { method: 'POST' })).text()
    expect(log.calls()).toMatchObject([{ summary: { exception: expect.any(String) } }])
    await own.close()
  })
})
