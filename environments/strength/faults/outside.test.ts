import { createServer as createPlainServer, type Server } from 'node:net'
import { createServer } from 'node:tls'
import { sigv4 } from '@x/bedrock-auth'
import { claude } from '@x/bedrock-claude'
import { BedrockError, createBedrock, streamText } from '@x/bedrock-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { streamOf } from '../shared/answers.ts'
import { rows } from '../shared/rows.ts'
import { transports } from './ask.ts'
import { accounted } from './ledger.ts'
import { type Script, type Service, startService } from './service.ts'

let service: Service
beforeAll(async () => {
  service = await startService()
})
afterAll(() => service.stop())

const [row] = rows
if (row === undefined) throw new Error('no rows')
const bytes = await streamOf(row)

const addressOf = async (server: Server): Promise<string> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return `https://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
}

const streaming: Script = ({ begin, write, end }) => {
  begin()
  write(bytes)
  end()
}
const expired: Script = ({ raw }) => {
  const body = JSON.stringify({ message: 'The security token included in the request is expired' })
  raw(
    `HTTP/1.1 403 Forbidden\r\nx-amzn-errortype: ExpiredTokenException\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
  )
}

describe.each(transports)('over %s', (_, transport) => {
  const failing = async (endpoint: string): Promise<BedrockError> => {
    const fetch = transport()
    let failure: unknown
    await accounted(service, fetch, async () => {
      const bedrock = createBedrock({
        region: 'us-east-1',
        auth: async (request) => request,
        families: [claude()],
        endpoint,
        retry: false,
        ...(fetch === undefined ? {} : { fetch }),
      })
      failure = await streamText({ model: bedrock('anthropic.claude-v2:1'), prompt: 'Hi' }).result.catch(
        (reason: unknown) => reason,
      )
    })
    if (BedrockError.is(failure)) return failure
    throw failure
  }

  test('a host that does not exist', async () => {
    expect(await failing('https://bedrock.invalid')).toMatchObject({ code: 'network', retryable: true })
  })

  test('a TLS server without a certificate', async () => {
    const server = createServer().on('tlsClientError', () => {})
    expect((await failing(await addressOf(server))).code).toBe('network')
    await new Promise((resolve) => server.close(resolve))
  })

  test('a server that speaks no TLS at all', async () => {
    const server = createPlainServer((socket) =>
      socket.on('error', () => {}).once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
    )
    expect((await failing(await addressOf(server))).code).toBe('network')
    await new Promise((resolve) => server.close(resolve))
  })

  /** Signs, and has the service answer each request by the next script. */
  const renewing = async (scripts: readonly Script[]) => {
    const fetch = transport()
    const keys: string[] = []
    const outcomes: unknown[] = []
    await accounted(service, fetch, async () => {
      let asked = 0
      let sent = 0
      const bedrock = createBedrock({
        region: 'us-east-1',
        auth: sigv4(async () => ({ accessKeyId: `AKID${asked++}`, secretAccessKey: 'secret', sessionToken: 'token' })),
        families: [claude()],
        endpoint: service.endpoint,
        retry: false,
        fetch: (url, init) => {
          const headers = new Headers(init.headers)
          keys.push(/Credential=(\w+)/.exec(headers.get('authorization') ?? '')?.[1] ?? '')
          const script = scripts[sent++] ?? streaming
          for (const [name, value] of Object.entries(service.headersFor(script))) headers.set(name, value)
          return (fetch ?? globalThis.fetch)(url, { ...init, headers: Object.fromEntries(headers) })
        },
      })
      for (let call = 0; call < 3; call += 1) {
        const model = bedrock(row.model, { family: 'claude', via: row.format.name })
        outcomes.push(await streamText({ model, prompt: 'Hi' }).result.catch((reason: unknown) => reason))
      }
    })
    return { keys, outcomes }
  }

  test('credentials that end in mid-run are renewed, and no call is lost', async () => {
    const { keys, outcomes } = await renewing([streaming, expired])
    expect(keys).toEqual(['AKID0', 'AKID0', 'AKID1', 'AKID1'])
    for (const outcome of outcomes) expect(outcome).toMatchObject({ text: 'Grüße, 世界 👋 and "quotes" \\ too.' })
  })

  test('credentials that stay refused are one typed error, and the next call asks again', async () => {
    const { keys, outcomes } = await renewing([streaming, expired, expired])
    expect(keys).toEqual(['AKID0', 'AKID0', 'AKID1', 'AKID2'])
    expect(outcomes.map((outcome) => (BedrockError.is(outcome) ? outcome.code : 'right'))).toEqual([
      'right',
      'expired-credentials',
      'right',
    ])
  })
})
