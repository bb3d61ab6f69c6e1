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
    readonly bodyBase64?: string
    /** The parsed chunks of a stream that came over the OpenAI-compatible path. */
    readonly chunks?: readonly Readonly<Record<string, unknown>>[]
  }
}

const file = fileURLToPath(new URL('../../../../../shared/recordings/openai.jsonl', import.meta.url))

/** Absent on a machine without the recordings: tests then skip, visibly. */
export const recorded: boolean = existsSync(file)

const all: readonly Exchange[] = recorded
  ? readFileSync(file, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line): Exchange => JSON.parse(line))
  : []

export const answeredBy = (...operations: readonly string[]): readonly Exchange[] =>
  all.filter(({ operation, response }) => operations.includes(operation) && response.status === 200)

export const bytesOf = ({ response }: Exchange): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.from(response.bodyBase64 ?? '', 'base64'))
