/** What an earlier signature or key left behind must neither be sent nor signed. `host` is told by the URL. */
const stale: ReadonlySet<string> = new Set([
  'authorization',
  'date',
  'host',
  'x-amz-content-sha256',
  'x-amz-date',
  'x-amz-security-token',
  'x-api-key',
])

/** Headers by lower-case name, without those of an earlier signature. */
export const cleanHeaders = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers)
      .map(([name, value]): [string, string] => [name.toLowerCase(), value])
      .filter(([name]) => !stale.has(name)),
  )
