import type { Bytes, Json } from '@x/bedrock-core/family'

/** One recorded exchange, whatever it was recorded with. */
export interface Interaction {
  readonly method: string
  readonly url: string
  /** JSON, text where it is none, undefined where there was none. */
  readonly asked: Json | undefined
  readonly status: number
  /** Lower-case. */
  readonly headers: Readonly<Record<string, string>>
  /** The answer's bytes, not compressed. */
  readonly body: Bytes
}

/** What an exchange is known by. */
export interface Target {
  readonly method: string
  /** The path, percent-decoded, without the host: a recording of one region answers for all. */
  readonly path: string
}

export const targetOf = (method: string, url: string): Target => {
  const { pathname } = new URL(url, 'http://localhost')
  try {
    return { method, path: decodeURIComponent(pathname) }
  } catch {
    return { method, path: pathname }
  }
}
