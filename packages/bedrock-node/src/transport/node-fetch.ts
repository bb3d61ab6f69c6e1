import { BedrockError, type Fetch } from '@x/bedrock-core'
import { Agent, type Dispatcher, fetch as undiciFetch } from 'undici'
import { bodyOf } from './body.ts'
import { connectTimeout } from './connect-timeout.ts'
import { toResponse } from './to-response.ts'

export interface NodeFetchOptions {
  /** Milliseconds until a connection must stand, TLS included; then the attempt ends as `timeout`. Default 10,000. */
  readonly connectTimeout?: number
  /** Milliseconds that an idle connection is kept for the next call. Default 60,000. */
  readonly keepAliveTimeout?: number
  /** Most connections to one host; absent: no limit. */
  readonly connections?: number
  /** An undici dispatcher of your own, such as a `ProxyAgent`. Its limits are then yours, and so is closing it. */
  readonly dispatcher?: Dispatcher
}

/** A `fetch` for long answers. Nothing is opened before the first call. */
export interface NodeFetch extends Fetch {
  /** Lets running calls end, then closes every connection. Calls made after it are refused. */
  readonly close: () => Promise<void>
}

// A model may think for longer than the 300 s after which Node's own fetch gives up on headers and on a silent body
// (undici's headersTimeout and bodyTimeout); 0 lifts both. An AbortSignal is the caller's way to limit a call.
const unlimited = { headersTimeout: 0, bodyTimeout: 0 } as const

const defaultConnectTimeout = 10_000

const agentFor = (options: NodeFetchOptions): Agent =>
  new Agent({
    ...unlimited,
    allowH2: false,
    keepAliveTimeout: options.keepAliveTimeout ?? 60_000,
    connectTimeout: options.connectTimeout ?? defaultConnectTimeout,
    ...(options.connections === undefined ? {} : { connections: options.connections }),
  })

/**
 * Makes a transport for `createBedrock({ fetch })` that waits as long as a model does and keeps connections alive.
 * It sends strings and bytes and never follows a redirect by itself.
 */
export const nodeFetch = (options: NodeFetchOptions = {}): NodeFetch => {
  let own: Agent | undefined
  let closed = false
  const dispatcher = (): Dispatcher => {
    if (closed)
      throw new BedrockError('invalid-argument', 'This transport was closed; make a new one with nodeFetch().')
    if (options.dispatcher !== undefined) return options.dispatcher
    own ??= agentFor(options)
    return own
  }
  const send: Fetch = async (url, init) => {
    const body = bodyOf(init.body)
    try {
      const response = await undiciFetch(url, {
        dispatcher: dispatcher(),
        method: init.method ?? 'GET',
        headers: Object.fromEntries(new Headers(init.headers)),
        redirect: init.redirect === 'error' ? 'error' : 'manual',
        signal: init.signal ?? null,
        ...(body === undefined ? {} : { body }),
      })
      return toResponse(response)
    } catch (cause) {
      const limit = options.dispatcher ? undefined : (options.connectTimeout ?? defaultConnectTimeout)
      throw connectTimeout(cause, url, limit)
    }
  }
  const close = async (): Promise<void> => {
    closed = true
    await own?.close()
  }
  return Object.assign(send, { close })
}
