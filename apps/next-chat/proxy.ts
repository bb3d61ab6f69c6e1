import { type NextRequest, NextResponse } from 'next/server'
import { guard } from './server/guard.ts'
import { createRateLimit } from './server/rate-limit.ts'

const limit = createRateLimit(Number(process.env['RATE_LIMIT_PER_MINUTE']) || 60)
const hosts = (process.env['ALLOWED_HOSTS'] ?? '')
  .split(',')
  .map((name) => name.trim())
  .filter(Boolean)

// Markdown comes from a model: no image, script, frame or connection may leave this origin.
const policyFor = (nonce: string): string =>
  [
    `default-src 'self'`,
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${process.env.NODE_ENV === 'development' ? " 'unsafe-eval'" : ''}`,
    // Highlighted code and the theme switch set style attributes.
    `style-src 'self' 'unsafe-inline'`,
    `img-src 'self' data: blob:`,
    `font-src 'self'`,
    `connect-src 'self'`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
  ].join('; ')

/** Guards the routes, and gives every page a Content-Security-Policy with a nonce of its own, which Next reads from the request's header. */
export const proxy = (request: NextRequest): Response => {
  if (request.nextUrl.pathname.startsWith('/api/')) return guard(request, limit, hosts) ?? NextResponse.next()
  const nonce = btoa(crypto.randomUUID())
  const policy = policyFor(nonce)
  const headers = new Headers(request.headers)
  headers.set('x-nonce', nonce)
  headers.set('content-security-policy', policy)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  response.headers.set('x-content-type-options', 'nosniff')
  response.headers.set('referrer-policy', 'strict-origin-when-cross-origin')
  return response
}

export const config = { matcher: ['/((?!_next/static|_next/image|icon.svg).*)'] }
