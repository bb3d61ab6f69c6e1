import type { Json } from '@x/bedrock-core/family'
import { plainBytes } from './bodies.ts'
import type { Interaction } from './interaction.ts'

/** What a format reads of one exchange. */
export interface Draft {
  readonly method: string
  readonly url: string
  readonly asked: Json | undefined
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array<ArrayBuffer>
}

/** One kind of cassette. */
export interface CassetteFormat {
  readonly name: string
  readonly fits: (value: Json) => boolean
  /** @throws Error that names the exchange it could not read */
  readonly read: (value: Json) => readonly Draft[]
}

/** Headers that spoke of the connection or of the bytes as they were packed then. */
const gone = new Set(['connection', 'content-encoding', 'content-length', 'date', 'keep-alive', 'transfer-encoding'])

export const finished = async (draft: Draft): Promise<Interaction> => ({
  ...draft,
  body: await plainBytes(draft.body, draft.headers['content-encoding']),
  headers: Object.fromEntries(Object.entries(draft.headers).filter(([name]) => !gone.has(name))),
})

/** Lower-case names; of several values the first. */
export const headersFrom = (
  entries: readonly (readonly [name: string, value: Json | undefined])[],
): Record<string, string> =>
  Object.fromEntries(
    entries.flatMap(([name, value]) => {
      const first: Json | undefined = Array.isArray(value) ? value[0] : value
      return first === undefined || first === null ? [] : [[name.toLowerCase(), String(first)]]
    }),
  )

/** The error of an exchange that lacks something. */
export const unreadableExchange = (format: string, at: number, what: string): Error =>
  new Error(`Exchange ${at + 1} of the ${format} cassette has no ${what}. Record it again.`)
