import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** One recorded exchange, as the recordings' own README describes it. */
export interface Exchange {
  readonly id: string
  readonly model: string
  readonly operation: string
  readonly request: { readonly body: Record<string, unknown> | null }
  readonly response: {
    readonly status: number
    readonly headers: Readonly<Record<string, string>>
    readonly bodyBase64: string
  }
}

const file = fileURLToPath(new URL('../../../../../shared/recordings/cohere.jsonl', import.meta.url))

/** Absent on a machine without the recordings: tests then skip, visibly. */
export const recorded: boolean = existsSync(file)

const all: readonly Exchange[] = recorded
  ? readFileSync(file, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line): Exchange => JSON.parse(line))
  : []

/** Exchanges with models whose id holds `kind`, such as `command-r`. */
export const exchangesWith = (kind: string): readonly Exchange[] => all.filter(({ model }) => model.includes(kind))

export const bytesOf = ({ response }: Exchange): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.from(response.bodyBase64, 'base64'))

export const streamed = ({ operation }: Exchange): boolean => operation === 'invoke-with-response-stream'

export const answered = ({ response }: Exchange): boolean => response.status === 200
