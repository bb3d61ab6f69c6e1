import type { JsonObject } from '@x/bedrock-core/family'
import type { CallLog, LoggedCall } from './call-log.ts'
import { pageHtml } from './page-html.ts'

/** Where the page is. */
export const pagePath = '/_local'

const common = {
  'cache-control': 'no-store',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const

const json = (value: unknown, status = 200): Response =>
  new Response(JSON.stringify(value), { status, headers: { ...common, 'content-type': 'application/json' } })

const html = (): Response => {
  const nonce = crypto.randomUUID()
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`
  return new Response(pageHtml(nonce), {
    headers: { ...common, 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy },
  })
}

/** A call as the list shows it. */
const lineOf = ({ id, startedAt, request, response, summary }: LoggedCall): JsonObject => ({
  id,
  startedAt,
  path: request.path,
  ...(response === undefined ? {} : { status: response.status }),
  ...(summary === undefined ? {} : { ms: summary.ms }),
  ...(summary?.operation === undefined ? {} : { operation: summary.operation }),
  ...(summary?.model === undefined ? {} : { model: summary.model }),
  ...(summary?.exception === undefined ? {} : { exception: summary.exception }),
  ...(summary?.outputTokens === undefined ? {} : { tokens: `${summary.inputTokens} + ${summary.outputTokens}` }),
})

/** One empty event for whatever happened; a reader who is behind gets fewer. */
const events = (log: CallLog): Response => {
  const bytes = new TextEncoder().encode('data: changed\n\n')
  let leave = (): void => undefined
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      start: (controller) => {
        controller.enqueue(new TextEncoder().encode('retry: 1000\n\n'))
        leave = log.subscribe(() => {
          if ((controller.desiredSize ?? 0) > 0) controller.enqueue(bytes)
        })
      },
      cancel: () => leave(),
    },
    { highWaterMark: 4 },
  )
  return new Response(body, { headers: { ...common, 'content-type': 'text/event-stream' } })
}

const loopback = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * Serves the page that lists the calls; undefined for any other path. Only under names that mean this machine, or that it was
 * told: a page of another site could point its own name here, and read prompts.
 */
export const servePage = (request: Request, log: CallLog, hosts: readonly string[] = []): Response | undefined => {
  const { pathname, hostname } = new URL(request.url)
  if (request.method !== 'GET') return undefined
  const isRoot = pathname === '/' && (request.headers.get('accept')?.includes('text/html') ?? false)
  if (!isRoot && pathname !== pagePath && !pathname.startsWith(`${pagePath}/`)) return undefined
  if (!loopback.has(hostname) && !hosts.includes(hostname))
    return json({ message: 'Ask by the name this server was started with.' }, 403)
  if (isRoot) return new Response(null, { status: 302, headers: { ...common, location: pagePath } })
  const [, , room, id, ...rest] = pathname.split('/')
  if (room === undefined || room === '') return html()
  if (room === 'events' && id === undefined) return events(log)
  if (room === 'calls' && id === undefined) return json(log.calls().map(lineOf))
  const call = room === 'calls' && id !== undefined && rest.length === 0 ? log.call(id) : undefined
  return call === undefined ? json({ message: 'There is no such call any more.' }, 404) : json(call)
}
