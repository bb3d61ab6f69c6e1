import type { RateLimit } from './rate-limit.ts'

const loopback = ['localhost', '127.0.0.1', '[::1]']

const refusal = (status: number, code: string, errorText: string, headers: Readonly<Record<string, string>> = {}) =>
  Response.json({ error: { code, errorText, retryable: status === 429 } }, { status, headers })

const hostOf = (address: string): string | undefined => (URL.canParse(address) ? new URL(address).hostname : undefined)

/**
 * Who calls: the last address that a proxy added. Next adds the socket's where there is none, so that only a server which is
 * reached without a proxy can be lied to.
 */
const callerOf = (request: Request): string =>
  request.headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() ?? 'unknown'

/**
 * What stands before every route of `/api`: other names for this server (DNS rebinding), other sites' pages and too many
 * calls are refused. Undefined: go on.
 * @param hosts names under which this app is reached; empty: this machine's alone
 */
export const guard = (request: Request, limit: RateLimit, hosts: readonly string[]): Response | undefined => {
  const host = hostOf(`http://${request.headers.get('host') ?? ''}`)
  if (host === undefined || !(hosts.length > 0 ? hosts : loopback).includes(host))
    return refusal(
      403,
      'access-denied',
      'This server does not go by that name. Set ALLOWED_HOSTS to the names it is reached by.',
    )
  const origin = request.headers.get('origin')
  const foreign =
    origin !== null &&
    new URL(`http://${request.headers.get('host')}`).host !== (URL.canParse(origin) ? new URL(origin).host : '')
  if (foreign || request.headers.get('sec-fetch-site') === 'cross-site')
    return refusal(403, 'access-denied', 'Only this app’s own pages may ask.')
  const wait = limit.take(callerOf(request))
  if (wait > 0)
    return refusal(429, 'throttled', `Too many requests. Try again in ${wait} s.`, { 'retry-after': `${wait}` })
  return undefined
}
