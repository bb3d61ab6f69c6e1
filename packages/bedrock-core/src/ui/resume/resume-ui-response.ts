import { uiStreamHeaders } from '../to-ui-response.ts'
import { readKept } from './read-kept.ts'
import type { StreamName, StreamStore } from './stream-store.ts'

export interface ResumeUIResponseOptions {
  /** Where answers are kept. */
  readonly store: StreamStore
  /** From the address, `{api}/{chatId}/stream`; whether the user may see that chat is for the server to check. */
  readonly chatId: string
  /** Added to the protocol's own headers. */
  readonly headers?: Readonly<Record<string, string>>
  /** Milliseconds between comments while the model is silent. Default 15,000. */
  readonly heartbeatMs?: number
}

interface Asked extends StreamName {
  /** Undefined where the browser names no event: it does not know the stream. */
  readonly after?: number
}

const nothing = (): Response => new Response(null, { status: 204 })

/** Where the browser stands: the event it saw last, else before the first of the chat's latest stream. */
const askedFor = async (request: Request, { store, chatId }: ResumeUIResponseOptions): Promise<Asked | undefined> => {
  const seen = request.headers.get('last-event-id')
  if (seen === null) {
    const streamId = await store.latest(chatId)
    return streamId === undefined ? undefined : { chatId, streamId }
  }
  const [, streamId, number] = /^(.+):(\d{1,15})$/.exec(seen) ?? []
  return streamId === undefined ? undefined : { chatId, streamId, after: Number(number) }
}

const resume = async (asked: Asked, { store, headers, heartbeatMs }: ResumeUIResponseOptions): Promise<Response> => {
  const { after = 0 } = asked
  const page = await store.read(asked, after, AbortSignal.abort())
  if (page.state === 'missing' || after > page.last) return nothing()
  // A page that is loaded anew has an answer that has ended from wherever conversations are kept.
  if (page.state === 'ended' && (asked.after === undefined || after === page.last)) return nothing()
  return new Response(readKept(store, asked, after, heartbeatMs, page), {
    headers: { ...uiStreamHeaders, ...headers },
  })
}

/**
 * Answers `{api}/{chatId}/stream` for answers of `toResumableUIResponse`. `GET`: what follows the event of `Last-Event-ID`, else
 * the whole answer that is being made, else 204; `<streamId>:0` is before the first event of that stream. `DELETE`: the user's stop, for the stream of `Last-Event-ID`, else for the
 * latest. Any number of browsers may read one answer.
 * @throws what the store fails with
 */
export const resumeUIResponse = async (request: Request, options: ResumeUIResponseOptions): Promise<Response> => {
  if (request.method !== 'GET' && request.method !== 'DELETE')
    return new Response(null, { status: 405, headers: { allow: 'GET, DELETE' } })
  const asked = await askedFor(request, options)
  if (asked === undefined) return nothing()
  if (request.method === 'GET') return resume(asked, options)
  await options.store.stop(asked)
  return nothing()
}
