import { createServer as createPlainServer, type Server } from 'node:net'
import { createServer } from 'node:tls'
import { sigv4 } from '@x/bedrock-auth'
import { BedrockError, createBedrock, generateText, streamText } from '@x/bedrock-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { streamOf } from '../shared/answers.ts'
import { rows } from '../shared/rows.ts'
import { transports } from './ask.ts'
import { selfSigned } from './certificate.ts'
import { accounted } from './ledger.ts'
import { type Script, type Service, startService } from './service.ts'

let service: Service
beforeAll(async () => {
  service = await startService()
})
afterAll(() => service.stop())

const prepared = await Promise.all(rows.map(async (row) => ({ row, name: row.name, bytes: await streamOf(row) })))

const onServer = async (server: Server, work: (endpoint: string) => Promise<void>): Promise<void> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  try {
    await work(`https://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`)
  } finally {
    await new Promise((resolve) => server.close(resolve))
  }
}

const expired: Script = ({ raw }) => {
  const body = JSON.stringify({ message: 'The security token included in the request is expired' })
  raw(
    `HTTP/1.1 403 Forbidden\r\nx-amzn-errortype: ExpiredTokenException\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
  )
}

describe.each(transports)('over %s', (_, transport) => {
  describe.each(prepared)('$name', ({ row, bytes }) => {
    const { family, format, model } = row
    const streaming: Script = ({ begin, write, end }) => {
      begin()
      write(bytes)
      end()
    }

    /** Neither whole nor streamed does a call get past this endpoint. */
    const unreachable = async (endpoint: string): Promise<void> => {
      const fetch = transport()
      await accounted(service, fetch, async (signal) => {
        const bedrock = createBedrock({
          region: 'us-east-1',
          auth: async (request) => request,
          families: [family],
          endpoint,
          retry: false,
          ...(fetch === undefined ? {} : { fetch }),
        })
        const asked = { model: bedrock(model, { family: family.name, via: format.name }), prompt: 'Hi', signal }
        const failed = { name: 'BedrockError', code: 'network', retryable: true, attempts: 1 }
        await expect(streamText(asked).result).rejects.toMatchObject(failed)
        await expect(generateText(asked)).rejects.toMatchObject(failed)
      })
    }

    test('a host that does not exist', () => unreachable('https://bedrock.invalid'))

    test('a TLS server without a certificate', () =>
      onServer(
        createServer().on('tlsClientError', () => {}),
        unreachable,
      ))

    test('a certificate that nobody vouches for: not a byte of the request is sent', async () => {
      let received = 0
      const server = createServer(selfSigned('127.0.0.1'), (socket) => {
        socket.on('data', ({ length }) => {
          received += length
        })
        socket.on('error', () => {})
      }).on('tlsClientError', () => {})
      await onServer(server, unreachable)
      expect(received).toBe(0)
    })

    test('a server that speaks no TLS at all', () =>
      onServer(
        createPlainServer((socket) =>
          socket.on('error', () => {}).once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
        ),
        unreachable,
      ))

    /** Signs, and has the service answer each request by the next script. */
    const renewing = async (scripts: readonly Script[]) => {
      const fetch = transport()
      const keys: string[] = []
      const outcomes: unknown[] = []
      await accounted(service, fetch, async (signal) => {
        let asked = 0
        let sent = 0
        const bedrock = createBedrock({
          region: 'us-east-1',
          auth: sigv4(async () => ({
            accessKeyId: `AKID${asked++}`,
            secretAccessKey: 'secret',
            sessionToken: 'token',
          })),
          families: [family],
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
          const asked = { model: bedrock(model, { family: family.name, via: format.name }), prompt: 'Hi', signal }
          outcomes.push(await streamText(asked).result.catch((reason: unknown) => reason))
        }
      })
      return {
        keys,
        told: outcomes.map((outcome) => (BedrockError.is(outcome) ? outcome.code : outcome)),
      }
    }

    test('credentials that end in mid-run are renewed, and no call is lost', async () => {
      const { keys, told } = await renewing([streaming, expired])
      expect(keys).toEqual(['AKID0', 'AKID0', 'AKID1', 'AKID1'])
      for (const answer of told) expect(answer).toMatchObject({ text: expect.stringMatching(/\w/) })
    })

    test('credentials that stay refused are one typed error, and the next call asks again', async () => {
      const { keys, told } = await renewing([streaming, expired, expired])
      expect(keys).toEqual(['AKID0', 'AKID0', 'AKID1', 'AKID2'])
      const right = { text: expect.stringMatching(/\w/) }
      expect(told).toMatchObject([right, 'expired-credentials', right])
    })
  })
})
