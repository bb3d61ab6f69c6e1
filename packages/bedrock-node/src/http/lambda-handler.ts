import { BedrockError } from '@x/bedrock-core'
import type { AWSLambdaResponseStream, AwsLambdaEvent, handleLambdaEventWithStream } from 'srvx/aws-lambda'
import type { WebHandler } from './node-listener.ts'
import { loadLambda } from './srvx.ts'

type Context = Parameters<typeof handleLambdaEventWithStream>[3]

/** What Lambda calls for a function URL with `InvokeMode: RESPONSE_STREAM`. */
export type LambdaStreamHandler = (
  event: AwsLambdaEvent,
  responseStream: AWSLambdaResponseStream,
  context: Context,
) => Promise<void>

interface LambdaRuntime {
  readonly awslambda?: { readonly streamifyResponse: (handler: LambdaStreamHandler) => LambdaStreamHandler }
}

/** A body that ends as soon as the signal is given, also while it is silent. */
const endedBy = (body: ReadableStream<Uint8Array<ArrayBuffer>>, signal: AbortSignal): ReadableStream => {
  const reader = body.getReader()
  signal.addEventListener('abort', () => void reader.cancel(signal.reason).catch(() => {}))
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await reader.read()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    cancel: (reason) => reader.cancel(reason),
  })
}

/**
 * The same stream, which does not end by `end`. srvx ends it also where the body has failed, and a broken answer would look
 * whole: only the runtime can end it with the failure, in trailers.
 */
const withoutEnd = (stream: AWSLambdaResponseStream): AWSLambdaResponseStream =>
  new Proxy(stream, {
    get(target, name) {
      if (name === 'end') return () => target
      const member: unknown = Reflect.get(target, name)
      return typeof member === 'function' ? member.bind(target) : member
    },
  })

/**
 * Serves a Web handler from AWS Lambda with response streaming: `export const handler = toLambdaHandler(handler)`, behind a function URL of
 * `InvokeMode: RESPONSE_STREAM`. The stream that Lambda gives slows the answer's source; where Lambda closes it early,
 * `request.signal` aborts and the body is cancelled. A caller that leaves does not close it: AWS documents that a streamed response goes on
 * until its end.
 * @throws BedrockError `unsupported` outside Lambda's Node runtime, which defines `awslambda`
 */
export const toLambdaHandler = (handler: WebHandler): LambdaStreamHandler => {
  const { awslambda } = globalThis as typeof globalThis & LambdaRuntime
  if (awslambda === undefined)
    throw new BedrockError('unsupported', 'There is no awslambda here: toLambdaHandler runs in Lambda’s Node runtime.')
  const srvx = loadLambda()
  return awslambda.streamifyResponse(async (event, responseStream, context) => {
    const leaving = new AbortController()
    const { signal } = leaving
    let ended = false
    responseStream.once('close', () => {
      if (!ended) leaving.abort()
    })
    const answer = async (request: Request): Promise<Response> => {
      const response = await handler(new Request(request, { signal }))
      return response.body === null ? response : new Response(endedBy(response.body, signal), response)
    }
    try {
      const { handleLambdaEventWithStream } = await srvx
      await handleLambdaEventWithStream(answer, event, withoutEnd(responseStream), context)
      ended = true
      responseStream.end()
    } catch (cause) {
      // Nobody is there to be told.
      if (!signal.aborted) throw cause
    }
  })
}
