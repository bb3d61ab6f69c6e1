/** A request as the signer reads it: the path as sent, the query decoded. */
export interface WireParts {
  readonly protocol: string
  readonly hostname: string
  readonly port?: number
  readonly path: string
  readonly query: Record<string, string | string[]>
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Not `URLSearchParams`: it reads `+` as a space, which SigV4 does not. */
const readQuery = (search: string): Record<string, string | string[]> => {
  if (search === '') return {}
  const values = new Map<string, string[]>()
  for (const pair of search.slice(1).split('&').filter(Boolean)) {
    const equals = pair.indexOf('=')
    const name = decoded(equals === -1 ? pair : pair.slice(0, equals))
    const known = values.get(name) ?? []
    known.push(equals === -1 ? '' : decoded(pair.slice(equals + 1)))
    values.set(name, known)
  }
  return Object.fromEntries(values)
}

/**
 * Splits a URL the way the platform's `fetch` will send it. `%3A` and `%2F` in the path stay as they are; `host` has the
 * port, unless it is the protocol's own.
 */
export const wireParts = (url: string): { readonly host: string; readonly parts: WireParts } => {
  const { protocol, hostname, port, host, pathname, search } = new URL(url)
  const place = port === '' ? { protocol, hostname } : { protocol, hostname, port: Number(port) }
  return { host, parts: { ...place, path: pathname, query: readQuery(search) } }
}
