import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** One recorded exchange, as the recordings' own README describes it. */
export interface Exchange {
  readonly id: string
  readonly model: string
  readonly operation: 'invoke' | 'invoke-with-response-stream' | 'converse' | 'converse-stream'
  readonly request: { readonly body: Record<string, unknown> }
  readonly response: {
    readonly status: number
    readonly headers: Readonly<Record<string, string>>
    readonly bodyBase64: string
  }
}

const file = fileURLToPath(new URL('../../../../../shared/recordings/meta.jsonl', import.meta.url))

/** Absent on a machine without the recordings: tests then skip, visibly. */
export const recorded: boolean = existsSync(file)
if (!recorded) console.warn('SKIPPED: the recorded traffic is not on this machine (../shared/recordings).')

export const exchanges: readonly Exchange[] = recorded
  ? readFileSync(file, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line): Exchange => JSON.parse(line))
  : []

export const answered: readonly Exchange[] = exchanges.filter(({ response }) => response.status === 200)
export const refused: readonly Exchange[] = exchanges.filter(({ response }) => response.status !== 200)
export const isStream = ({ operation }: Exchange): boolean => operation.endsWith('-stream')

export const bytesOf = ({ response }: Exchange): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.from(response.bodyBase64, 'base64'))
