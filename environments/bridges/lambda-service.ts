import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

interface Prelude {
  readonly statusCode: number
  readonly headers?: Readonly<Record<string, string>>
  readonly cookies?: readonly string[]
}

interface Invocation {
  readonly event: object
  readonly caller: ServerResponse
}

/** What reached the Runtime API, once it is whole. */
export interface Answered {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly trailers: Readonly<Record<string, string | undefined>>
  readonly bytes: number
}

export interface LambdaService {
  /** Where the runtime asks for events: AWS_LAMBDA_RUNTIME_API. */
  readonly runtimeApi: string
  /** Of the function URL. */
  readonly port: number
  readonly answered: readonly Answered[]
  /** Cuts the connections by which answers come. */
  cut(): void
  close(): void
}

const api = '/2018-06-01/runtime'
const delimiter = Buffer.alloc(8)

/** An event of a function URL, payload version 2.0. */
const eventOf = async (request: IncomingMessage): Promise<object> => {
  const { pathname, search } = new URL(request.url ?? '', 'http://localhost')
  const { cookie, ...headers } = request.headers
  return {
    version: '2.0',
    rawPath: pathname,
    rawQueryString: search.slice(1),
    headers,
    ...(cookie === undefined ? {} : { cookies: cookie.split('; ') }),
    requestContext: { domainName: 'f.lambda-url.us-east-1.on.aws', http: { method: request.method } },
    body: (await buffer(request)).toString('base64'),
    isBase64Encoded: true,
  }
}

const begin = (caller: ServerResponse, { statusCode, headers, cookies = [] }: Prelude): void => {
  caller.writeHead(statusCode, { ...headers, ...(cookies.length > 0 && { 'set-cookie': [...cookies] }) })
}

/** Takes as much as the caller takes; of a caller that has left, all: AWS does not stop an answer that nobody hears. */
const pass = async (caller: ServerResponse, piece: Uint8Array): Promise<void> => {
  if (caller.destroyed || caller.write(piece)) return
  await new Promise<void>((going) => {
    const go = (): void => {
      caller.off('drain', go).off('close', go)
      going()
    }
    caller.on('drain', go).on('close', go)
  })
}

/** The answer: JSON of status and headers, eight zeros, the body. */
const relay = async (request: IncomingMessage, caller: ServerResponse): Promise<number> => {
  let before: Buffer | undefined = Buffer.alloc(0)
  let bytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    let piece = chunk
    if (before !== undefined) {
      before = Buffer.concat([before, chunk])
      const end = before.indexOf(delimiter)
      if (end < 0) continue
      begin(caller, JSON.parse(before.subarray(0, end).toString()) as Prelude)
      piece = before.subarray(end + delimiter.length)
      before = undefined
    }
    bytes += piece.length
    await pass(caller, piece)
  }
  return bytes
}

const listen = async (server: Server): Promise<number> => {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return (server.address() as AddressInfo).port
}

/**
 * Lambda as far as a function sees it: the Runtime API that AWS documents, for one function and one call at a time, and its
 * function URL of `InvokeMode: RESPONSE_STREAM`.
 */
export const startLambdaService = async (): Promise<LambdaService> => {
  const waiting: Invocation[] = []
  const answered: Answered[] = []
  const open = new Set<IncomingMessage>()
  let current: Invocation | undefined
  let ask: ((invocation: Invocation) => void) | undefined

  const next = (): Promise<Invocation> =>
    new Promise((asked) => {
      const first = waiting.shift()
      if (first) asked(first)
      else ask = asked
    })
  const giveEvent = async (response: ServerResponse): Promise<void> => {
    current = await next()
    response.writeHead(200, {
      'content-type': 'application/json',
      'lambda-runtime-aws-request-id': 'request-1',
      'lambda-runtime-deadline-ms': String(Date.now() + 30_000),
      'lambda-runtime-invoked-function-arn': 'arn:aws:lambda:us-east-1:000000000000:function:chat',
      'lambda-runtime-trace-id': 'Root=1-5e1b4151-5ac6c58f3375aa3c7c6b73c9',
    })
    response.end(JSON.stringify(current.event))
  }
  const takeAnswer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = request.url?.replace(api, '') ?? ''
    const caller = current?.caller
    open.add(request)
    let bytes = 0
    try {
      if (caller && path.endsWith('/response')) bytes = await relay(request, caller)
      else bytes = (await buffer(request)).length
    } catch {
      // Cut.
    }
    open.delete(request)
    answered.push({ path, headers: request.headers, trailers: request.trailers, bytes })
    if (caller && !caller.headersSent) caller.writeHead(502)
    caller?.end()
    response.writeHead(202).end()
  }

  const runtime = createServer((request, response) =>
    request.url === `${api}/invocation/next` ? giveEvent(response) : takeAnswer(request, response),
  )
  const functionUrl = createServer(async (request, caller) => {
    const invocation = { event: await eventOf(request), caller }
    if (ask) ask(invocation)
    else waiting.push(invocation)
    ask = undefined
  })
  return {
    runtimeApi: `127.0.0.1:${await listen(runtime)}`,
    port: await listen(functionUrl),
    answered,
    cut() {
      for (const request of open) request.destroy()
    },
    close() {
      for (const server of [runtime, functionUrl]) {
        server.closeAllConnections()
        server.close()
      }
    },
  }
}
