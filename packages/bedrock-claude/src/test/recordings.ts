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

const file = fileURLToPath(new URL('../../../../../shared/recordings/anthropic.jsonl', import.meta.url))

/** Absent on a machine without the recordings: tests then skip, visibly. */
export const recorded: boolean = existsSync(file)

const all: readonly Exchange[] = recorded
  ? readFileSync(file, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line): Exchange => JSON.parse(line))
  : []

export const exchangesOf = (...operations: readonly string[]): readonly Exchange[] =>
  all.filter(({ operation }) => operations.includes(operation))

export const bytesOf = ({ response }: Exchange): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.from(response.bodyBase64, 'base64'))

/** Text completion of old models, by the body that was sent. */
export const isCompletion = ({ request }: Exchange): boolean => typeof request.body?.['prompt'] === 'string'
