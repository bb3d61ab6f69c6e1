import { Writable } from 'node:stream'
import { expect, onTestFinished, test, vi } from 'vitest'
import { type LambdaStreamHandler, toLambdaHandler } from './lambda-handler.ts'
import type { WebHandler } from './node-listener.ts'

/** As much of Lambda's stream as srvx uses. AWS's own runtime stands in `environments/bridges`. */
class Answering extends Writable {
  readonly pieces: Uint8Array[] = []
  setContentType(): void {}
  override _write(piece: Uint8Array, _encoding: string, written: () => void): void {
    this.pieces.push(piece)
    written()
  }
}

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

const event: Parameters<LambdaStreamHandler>[0] = {
  version: '2.0',
  rawPath: '/',
  rawQueryString: '',
  headers: {},
  requestContext: { domainName: 'f.lambda-url.us-east-1.on.aws', http: { method: 'GET' } },
  isBase64Encoded: false,
}

/** Calls a handler as Lambda does. */
const invoke = (handler: WebHandler): { readonly stream: Answering; readonly done: Promise<void> } => {
  vi.stubGlobal('awslambda', {
    streamifyResponse: (streaming: LambdaStreamHandler) => streaming,
    HttpResponseStream: { from: (stream: Writable) => stream },
  })
  onTestFinished(() => void vi.unstubAllGlobals())
  const stream = new Answering()
  return { stream, done: toLambdaHandler(handler)(event, stream, context) }
}

const text = (pieces: readonly Uint8Array[]): string => Buffer.concat(pieces).toString()

test('a whole answer ends the stream, and its request was not aborted', async () => {
  const signals: AbortSignal[] = []
  const { stream, done } = invoke(({ signal }) => {
    signals.push(signal)
    return new Response('whole')
  })
  await done
  await vi.waitFor(() => expect(stream.closed).toBe(true))
  expect(text(stream.pieces)).toBe('whole')
  expect(signals.map(({ aborted }) => aborted)).toEqual([false])
})

test('a stream that Lambda closes aborts the request and cancels the body, also while it is silent', async () => {
  const cancel = vi.fn()
  const signals: AbortSignal[] = []
  const { stream, done } = invoke(({ signal }) => {
    signals.push(signal)
    return new Response(
      new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode('first')), cancel }),
    )
  })
  await vi.waitFor(() => expect(text(stream.pieces)).toBe('first'))
  stream.destroy()
  await done
  expect(cancel).toHaveBeenCalledTimes(1)
  expect(signals.map(({ aborted }) => aborted)).toEqual([true])
})

test('an answer that breaks off does not end the stream: the runtime does, with the failure', async () => {
  let pulled = 0
  const { stream, done } = invoke(
    () =>
      new Response(
        new ReadableStream({
          pull(controller) {
            if (pulled++ === 0) controller.enqueue(new TextEncoder().encode('first'))
            else controller.error(new Error('broken'))
          },
        }),
      ),
  )
  await expect(done).rejects.toThrow('broken')
  expect(stream.writableEnded).toBe(false)
})

test('outside Lambda it says so', () => {
  expect(() => toLambdaHandler(() => new Response())).toThrow(/toLambdaHandler runs in Lambda/)
})
