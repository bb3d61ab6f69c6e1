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
export const cleanHeaders = (headers: Readonly<Record<string, string>>): Record<string, string> => {
  const clean: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    const key = name.toLowerCase()
    if (!stale.has(key)) clean[key] = value
  }
  return clean
}
