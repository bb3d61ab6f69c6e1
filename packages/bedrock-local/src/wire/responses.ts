import type { JsonObject } from '@x/bedrock-core/family'
import type { ExceptionName, Refusal } from './refusal.ts'

/** Counts that InvokeModel says in its headers, whatever the model. */
export interface HeaderCounts {
  readonly inputTokens?: number
  readonly outputTokens?: number
  readonly cacheReadTokens?: number
  readonly cacheWriteTokens?: number
  /** Milliseconds. */
  readonly latencyMs: number
}

const common = (requestId: string): Record<string, string> => ({ 'x-amzn-requestid': requestId })

/** Errors about the caller, and of what cannot be read, are coral's own, the others the service's (recorded). */
const callerErrors: ReadonlySet<ExceptionName> = new Set<ExceptionName>([
  'ExpiredTokenException',
  'IncompleteSignatureException',
  'InvalidSignatureException',
  'MissingAuthenticationTokenException',
  'SerializationException',
  'UnknownOperationException',
  'UnrecognizedClientException',
])

/** An error as Bedrock sends it: the name in a header, the message in the body. */
export const refusalResponse = ({ exception, message, status }: Refusal, requestId: string): Response => {
  const origin = callerErrors.has(exception) ? 'com.amazon.coral.service' : 'com.amazon.bedrock'
  const body =
    exception === 'UnknownOperationException'
      ? { Output: { __type: `${origin}#${exception}` }, Version: '1.0' }
      : { message }
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      ...common(requestId),
      'content-type': 'application/json',
      'x-amzn-errortype': `${exception}:http://internal.amazon.com/coral/${origin}/`,
    },
  })
}

/** A whole answer. `counts` is given for InvokeModel only: the others say them in the body. */
export const wholeResponse = (body: JsonObject, requestId: string, counts: HeaderCounts | undefined): Response => {
  const said: Readonly<Record<string, number | undefined>> = {
    'input-token-count': counts?.inputTokens,
    'output-token-count': counts?.outputTokens,
    'cache-read-input-token-count': counts?.cacheReadTokens,
    'cache-write-input-token-count': counts?.cacheWriteTokens,
    'invocation-latency': counts?.latencyMs,
  }
  const headers: Record<string, string> = { ...common(requestId), 'content-type': 'application/json' }
  for (const [name, count] of Object.entries(said))
    if (count !== undefined) headers[`x-amzn-bedrock-${name}`] = `${count}`
  return new Response(JSON.stringify(body), { headers })
}

/** A streamed answer. */
export const streamResponse = (
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  requestId: string,
  form: 'invoke' | 'converse',
): Response =>
  new Response(body, {
    headers: {
      ...common(requestId),
      'content-type': 'application/vnd.amazon.eventstream',
      ...(form === 'invoke' ? { 'x-amzn-bedrock-content-type': 'application/json' } : {}),
    },
  })

/** The exception that a response says in its header, `ValidationException:http://…`; undefined for an answer. */
export const exceptionOf = (response: Response): string | undefined =>
  response.headers.get('x-amzn-errortype')?.split(':', 1)[0]
