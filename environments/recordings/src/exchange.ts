import { existsSync, readFileSync } from 'node:fs'

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

const folder = new URL('../../../../shared/recordings/', import.meta.url)

/** Absent on a machine without the recordings: tests then skip, visibly. */
export const recorded: boolean = existsSync(folder)

/** Whose models were asked: one file each. `imported` are custom models, `unknown` ids that no model has. */
export const providers = [
  'ai21',
  'amazon',
  'anthropic',
  'cohere',
  'imported',
  'meta',
  'mistral',
  'openai',
  'unknown',
] as const

export type Provider = (typeof providers)[number]

/** Every exchange with one provider's models, refusals too; none, and a message, where the recordings are missing. */
export const exchangesWith = (provider: Provider): readonly Exchange[] => {
  if (recorded)
    return readFileSync(new URL(`${provider}.jsonl`, folder), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line): Exchange => JSON.parse(line))
  console.warn('SKIPPED: the recorded traffic is not on this machine (../shared/recordings).')
  return []
}

export const bytesOf = ({ response }: Exchange): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.from(response.bodyBase64 ?? '', 'base64'))

export const isAnswered = ({ response }: Exchange): boolean => response.status === 200

export const isStream = ({ operation }: Exchange): boolean => operation.endsWith('-stream')
