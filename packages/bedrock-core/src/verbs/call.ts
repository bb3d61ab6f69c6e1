import { bodyOf } from '../client/body-of.ts'
import type { Connection } from '../client/connection.ts'
import { textOf } from '../client/send.ts'
import { checkTimeouts, createWatch, type TimeoutOptions } from '../client/watch.ts'
import { errorFromResponse } from '../errors/from-response.ts'
import { usageOf } from '../fold/usage.ts'
import { defined } from '../speech/defined.ts'
import type { ResponseInfo } from '../speech/generation.ts'
import type { JsonObject } from '../speech/json.ts'
import type { HttpRequest } from '../wire/http.ts'
import { reportsOf } from './sum-usage.ts'

/** What every verb takes. */
export interface VerbLimits {
  /** Ends the call with an `aborted` error. */
  readonly signal?: AbortSignal
  /** Limits that differ from the client's. */
  readonly timeout?: TimeoutOptions
}

/** One request of a verb that is answered whole. */
export interface Call {
  /** Below the endpoint, encoded as it goes on the wire. */
  readonly path: string
  /** The operation, such as `count-tokens`: some are refused to some kinds of key. */
  readonly operation: string
  readonly body: JsonObject
  readonly headers?: Readonly<Record<string, string>>
  /** What is asked, for errors: a model id or a guardrail's. */
  readonly subject: string
}

export interface Reply {
  readonly body: JsonObject
  readonly headers: Headers
  readonly info: Pick<ResponseInfo, 'requestId' | 'attempts'>
}

/** Sends calls; one total limit stands over all of them. */
export type Caller = (call: Call, signal?: AbortSignal) => Promise<Reply>

const once = async (
  connection: Connection,
  { request, region, call }: { readonly request: HttpRequest; readonly region: string; readonly call: Call },
  signal: AbortSignal,
  attempts: number,
): Promise<Reply> => {
  const response = await connection.send(request, { region, operation: call.operation, signal })
  const text = await textOf(response, signal)
  if (!response.ok) throw errorFromResponse(response, text, call.subject)
  const requestId = response.headers.get('x-amzn-requestid') ?? undefined
  return {
    body: bodyOf(text, requestId),
    headers: response.headers,
    info: { attempts, ...defined({ requestId }) },
  }
}

/** Signed, retried and limited in time as every call of the client is. @throws BedrockError */
export const withCaller = async <T>(
  connection: Connection,
  { signal, timeout }: VerbLimits,
  work: (caller: Caller, signal: AbortSignal) => Promise<T>,
): Promise<T> => {
  const limits = { ...connection.timeout, ...timeout }
  checkTimeouts(limits)
  const total = createWatch(signal, limits)
  const caller: Caller = async (call, callSignal = total.signal) => {
    const region = await connection.region()
    const request: HttpRequest = {
      method: 'POST',
      url: `${await connection.endpoint(region)}${call.path}`,
      headers: { 'content-type': 'application/json', accept: 'application/json', ...call.headers },
      body: new TextEncoder().encode(JSON.stringify(call.body)),
    }
    return connection.retry(async (attempt) => {
      const watch = createWatch(callSignal, limits)
      try {
        // Quotas are those of models that are invoked.
        if (call.operation === 'invoke') await connection.limit?.(watch, { modelId: call.subject, region, plan: call })
        watch.arm('firstByte')
        const reply = await once(connection, { request, region, call }, watch.signal, attempt)
        watch.close({ partial: () => ({ usage: usageOf(reportsOf(undefined, reply.headers)) }) })
        return reply
      } catch (cause) {
        watch.close(undefined, cause)
        throw cause
      }
    }, callSignal)
  }
  total.arm('total')
  try {
    return await work(caller, total.signal)
  } finally {
    total.close()
  }
}
