import { BedrockError } from '../../errors/bedrock-error.ts'

/** What a browser may send. */
export interface ChatRequestLimits {
  /** Bytes of the whole body, attachments as base64 included. Default 8 MiB. */
  readonly maxBytes?: number
  /** Default 500. */
  readonly maxMessages?: number
  /** Parts of one message. Default 500. */
  readonly maxParts?: number
  /** Nesting of the JSON. Default 64. */
  readonly maxDepth?: number
  /** Tools that run in the browser, by name, or those whose results the browser keeps for the server: only their results are believed. Default none. */
  readonly toolResults?: readonly string[]
  /** Whether a browser may send system messages. Default false: whoever writes them rules the model. */
  readonly allowSystem?: boolean
}

/** What a browser sent wrongly; the message is meant for it to read. */
export const refusal = (what: string, status = 400): BedrockError<'invalid-argument'> =>
  new BedrockError('invalid-argument', `The chat request was refused: ${what}`, { status })
