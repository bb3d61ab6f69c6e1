import { BedrockError, readUIBatches, type UIChunk } from '@x/bedrock-core/ui'
import { pause } from './pause.ts'
import { type ChatTransport, type HttpTransportOptions, postChat, type ResumeRequest, resolved } from './transport.ts'

export interface ResumableTransportOptions extends HttpTransportOptions {
  /** Milliseconds before each try to take up a connection that broke off; a network that is back ends the wait. Default 0, 500, 1,000, 2,000, 4,000. */
  readonly delaysMs?: readonly number[]
}

/** Where an event stands: `<streamId>:<n>`. Other ids belong to streams that cannot be resumed. */
const placeOf = (eventId: string | undefined): readonly [streamId: string, number: number] | undefined => {
  const [, streamId, number] = /^(.+):(\d+)$/.exec(eventId ?? '') ?? []
  return streamId === undefined ? undefined : [streamId, Number(number)]
}

const isCut = (cause: unknown): boolean => BedrockError.is(cause, 'network') || BedrockError.is(cause, 'truncated')

/** `{api}/{chatId}/stream`, as the AI SDK asks for it. */
const addressOf = (api: string, chatId: string): string => {
  const [, path = '', query = ''] = /^([^?]*?)\/?(\?.*)?$/.exec(api) ?? []
  // A lone dot would be resolved away, so that another address were asked.
  const name = /^\.+$/.test(chatId) ? chatId.replaceAll('.', '%2E') : encodeURIComponent(chatId)
  return `${path}/${name}/stream${query}`
}

/** As `postChat` does: what sends the request. */
const call = async (
  method: 'GET' | 'DELETE',
  { api = '/api/chat', headers, credentials, fetch = globalThis.fetch }: HttpTransportOptions,
  { chatId, headers: own, signal }: Omit<ResumeRequest, 'signal'> & { readonly signal?: AbortSignal },
  lastEventId?: string,
): ReturnType<typeof postChat> => {
  const init: RequestInit = {
    method,
    headers: {
      ...(await resolved(headers)),
      ...own,
      ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
    },
    ...(credentials && { credentials }),
    ...(signal && { signal }),
  }
  return () => fetch(addressOf(api, chatId), init)
}

/** Tells events that were seen already; an event of another stream ends the reading. */
const seenUntil = (last: string | undefined, cause: unknown) => (eventId: string | undefined) => {
  const [seen, event] = [placeOf(last), placeOf(eventId)]
  if (seen === undefined) return false
  if (event?.[0] !== seen[0]) throw cause
  return event[1] <= seen[1]
}

/** Sends a request again while there is no network. */
const insisting = async (
  ask: () => Promise<Response>,
  delaysMs: readonly number[],
  signal: AbortSignal,
): Promise<Response> => {
  for (const delay of delaysMs) {
    try {
      return await ask()
    } catch (cause) {
      if (signal.aborted) throw cause
    }
    await pause(delay, signal)
  }
  return ask()
}

const delays: readonly number[] = [0, 500, 1000, 2000, 4000]

/** Streams whose answers were given up, by chat: they may go on, or have ended, where nobody reads them. */
type Lost = Map<string, string>

/** Reads an answer and, where its connection breaks off, what came after the last event that was seen. */
async function* follow(
  options: ResumableTransportOptions,
  request: ResumeRequest,
  lost: Lost,
  send: () => Promise<Response>,
): AsyncGenerator<readonly UIChunk[], void> {
  const { delaysMs = delays } = options
  const { signal } = request
  let response = send()
  let last: string | undefined
  let cut: unknown
  let tries = 0
  let ended = false
  /** Whether the server itself said that the answer failed, whatever with. */
  let told = false
  try {
    while (!ended) {
      try {
        for await (const { chunks, eventId } of readUIBatches(response, { passOver: seenUntil(last, cut) })) {
          last = eventId
          tries = 0
          told ||= chunks.some(({ type }) => type === 'data-error')
          yield chunks
        }
        ended = true
        lost.delete(request.chatId)
      } catch (cause) {
        const delay = delaysMs[tries++]
        cut ??= cause
        const place = placeOf(last)
        if (signal.aborted || told || !isCut(cause) || place === undefined) throw cause
        if (delay === undefined) {
          lost.set(request.chatId, place[0])
          throw cause
        }
        cut = cause
        await pause(delay, signal)
        const again = await call('GET', options, request, last)
        response = again().then((reply) => {
          // 204: the answer is no longer there; a server that is being replaced may have it later.
          if (reply.status === 204)
            throw new BedrockError('not-found', 'The answer can no longer be resumed. Try again.', { cause })
          if (reply.status >= 500)
            throw new BedrockError('network', 'The server cannot be reached. Try again.', { cause })
          return reply
        })
      }
    }
  } finally {
    // Closing the connection does not end an answer that can be resumed: the server is told.
    if (signal.aborted && signal.reason !== 'left' && placeOf(last) !== undefined)
      void call('DELETE', options, { chatId: request.chatId, headers: request.headers }, last)
        .then((tell) => tell())
        .catch(() => {})
  }
}

/**
 * `httpTransport` for answers that outlive a connection, as a server sends them with `toUIResponse`'s `streamId`: a
 * connection that breaks off is taken up after the last event (`GET {api}/{chatId}/stream` with `Last-Event-ID`), so that
 * nothing is lost or repeated; a page that is loaded anew, or was without a network for long, finds its answer with `resumeChat`; `stop` tells the server
 * (`DELETE`, the same address). 204 says that there is nothing to resume.
 */
export const resumableTransport = (options: ResumableTransportOptions = {}): ChatTransport => {
  const lost: Lost = new Map()
  return {
    async *send(request) {
      lost.delete(request.chatId)
      yield* follow(options, request, lost, await postChat(options, request))
    },
    async resume(request) {
      const { chatId, signal } = request
      const streamId = lost.get(chatId)
      const ask = await call('GET', options, request, streamId && `${streamId}:0`)
      // A network that is said to be back seldom is at once. A page that has just come has no half answer to mend.
      const reply = await insisting(ask, streamId === undefined ? [] : (options.delaysMs ?? delays), signal)
      if (reply.status !== 204) return follow(options, request, lost, async () => reply)
      lost.delete(chatId)
      return undefined
    },
  }
}
