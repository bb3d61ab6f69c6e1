import { BedrockError, type Fetch } from '@x/bedrock-core'
import type { Dispatcher } from 'undici'
import { bodyOf } from './body.ts'
import { connectTimeout } from './connect-timeout.ts'
import { exchange } from './exchange.ts'
import { createPools, type Pools } from './pools.ts'

export interface NodeFetchOptions {
  /** Milliseconds until a connection must stand, TLS included; then the attempt ends as `timeout`. Default 10,000. */
  readonly connectTimeout?: number
  /** Milliseconds that an idle connection is kept for the next call. Default 60,000. */
  readonly keepAliveTimeout?: number
  /** Most connections to one host; absent: no limit. */
  readonly connections?: number
  /** A dispatcher of undici 7 or 8, such as a `ProxyAgent`. Its limits are then yours, and so is closing it. */
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

const poolsFor = (options: NodeFetchOptions): Pools =>
  createPools({
    ...unlimited,
    allowH2: false,
    keepAliveTimeout: options.keepAliveTimeout ?? 60_000,
    connectTimeout: options.connectTimeout ?? defaultConnectTimeout,
    ...(options.connections === undefined ? {} : { connections: options.connections }),
  })

/** Core gives a record; naming `Headers` would have Node load its own fetch, 25 ms, before the first request is on its way. */
const recordOf = (headers: RequestInit['headers'] = {}): Readonly<Record<string, string>> =>
  Symbol.iterator in headers ? Object.fromEntries(new Headers(headers)) : headers

/** @throws TypeError where a redirect was not to be had */
const unlessRedirected = async (response: Response): Promise<Response> => {
  if (!(response.status >= 300 && response.status < 400 && response.headers.has('location'))) return response
  await response.body?.cancel()
  throw new TypeError('fetch failed', { cause: new Error('unexpected redirect') })
}

/**
 * Makes a transport for `createBedrock({ fetch })` that waits as long as a model does and keeps connections alive.
 * It sends strings and bytes, asks for no compression and never follows a redirect by itself.
 */
export const nodeFetch = (options: NodeFetchOptions = {}): NodeFetch => {
  let own: Pools | undefined
  let closed = false
  const dispatcherFor = (origin: string): Pick<Dispatcher, 'dispatch'> => {
    if (closed)
      throw new BedrockError('invalid-argument', 'This transport was closed; make a new one with nodeFetch().')
    if (options.dispatcher !== undefined) return options.dispatcher
    own ??= poolsFor(options)
    return own.of(origin)
  }
  const send: Fetch = async (url, init) => {
    const body = bodyOf(init.body)
    const { origin, pathname, search } = new URL(url)
    const request: Dispatcher.DispatchOptions = {
      origin,
      path: `${pathname}${search}`,
      method: init.method ?? 'GET',
      headers: { 'user-agent': 'node', ...recordOf(init.headers) },
      ...(body === undefined ? {} : { body }),
    }
    try {
      const response = await exchange(dispatcherFor(origin), request, init.signal ?? null)
      return init.redirect === 'error' ? await unlessRedirected(response) : response
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
