import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Writable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { type LambdaStreamHandler, toLambdaHandler, type WebHandler } from '@x/bedrock-node'

interface Metadata {
  readonly statusCode: number
  readonly headers: Record<string, string>
  readonly cookies?: string[]
}

/** What `awslambda` of Lambda's Node runtime gives: a handler that is marked, and a stream whose first words are the metadata. */
const awslambda = {
  streamifyResponse: <Handler>(handler: Handler): Handler => handler,
  HttpResponseStream: {
    from(stream: Answering, metadata: Metadata): Answering {
      stream.begin(metadata)
      return stream
    },
  },
}

/** The stream that Lambda hands in: it takes as much as the caller's socket takes, and closes with it. */
class Answering extends Writable {
  readonly #response: ServerResponse

  constructor(response: ServerResponse) {
    super()
    this.#response = response
    response.once('close', () => this.destroy())
  }

  begin({ statusCode, headers, cookies = [] }: Metadata): void {
    const { 'transfer-encoding': _chunked, ...rest } = headers
    this.#response.writeHead(statusCode, { ...rest, ...(cookies.length > 0 && { 'set-cookie': cookies }) })
  }

  setContentType(): void {}

  override _write(piece: Uint8Array, _encoding: string, written: () => void): void {
    if (this.#response.write(piece)) written()
    else this.#response.once('drain', written)
  }

  override _final(ended: () => void): void {
    this.#response.end(ended)
  }
}

type LambdaEvent = Parameters<LambdaStreamHandler>[0]

const unused = (): void => {}

const context: Parameters<LambdaStreamHandler>[2] = {
  callbackWaitsForEmptyEventLoop: true,
  functionName: 'chat',
  functionVersion: '$LATEST',
  invokedFunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:chat',
  memoryLimitInMB: '128',
  awsRequestId: 'request',
  logGroupName: '/aws/lambda/chat',
  logStreamName: 'stream',
  getRemainingTimeInMillis: () => 30_000,
  done: unused,
  fail: unused,
  succeed: unused,
}

/** A function URL before a Lambda, both on this machine. Events have the form of payload version 2.0. */
export const serveLambda = async (handler: WebHandler): Promise<{ port: number; close: () => void }> => {
  Object.assign(globalThis, { awslambda })
  const lambda = toLambdaHandler(handler)
  const server = createServer(async (request, response) => {
    const { pathname, search } = new URL(request.url ?? '', 'http://localhost')
    const { cookie, ...rest } = request.headers
    const headers = Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, String(value)]))
    const body = await text(request)
    const event: LambdaEvent = {
      version: '2.0',
      rawPath: pathname,
      rawQueryString: search.slice(1),
      headers,
      ...(cookie === undefined ? {} : { cookies: cookie.split('; ') }),
      requestContext: { domainName: 'f.lambda-url.us-east-1.on.aws', http: { method: request.method ?? 'GET' } },
      body: Buffer.from(body).toString('base64'),
      isBase64Encoded: true,
    }
    await lambda(event, new Answering(response), context).catch(() => response.destroy())
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    port: (server.address() as AddressInfo).port,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}
