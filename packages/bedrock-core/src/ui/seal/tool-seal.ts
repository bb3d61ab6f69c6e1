import { BedrockError } from '../../errors/bedrock-error.ts'
import type { Json } from '../../speech/json.ts'
import { base64OfBytes, bytesOfBase64 } from '../../wire/base64.ts'
import { canonical } from './canonical.ts'

/** What a server says of a tool call: that a model made it, that a person is to be asked, or what came of it. */
export interface ToolStatement {
  readonly kind: 'call' | 'approval' | 'result' | 'error'
  readonly toolCallId: string
  readonly toolName: string
  /** As the model wrote it. */
  readonly input: Json
  /** A result's output, an error's words; else null. */
  readonly outcome: Json
}

/** By which a server knows its own words again when a browser sends them back. */
export interface ToolSeal {
  sign(statement: ToolStatement): Promise<string>
  verify(statement: ToolStatement, signature: string): Promise<boolean>
}

export interface ToolSealOptions {
  /** At least 32 characters or bytes, the same on every server that reads the conversation, and never sent anywhere. */
  readonly secret: string | Uint8Array
  /** Whose conversation it is, such as the user's id: what is sealed for one is worth nothing to another. */
  readonly scope?: string
}

const shortest = 32

/** Separates these signatures from whatever else the secret may sign. */
const purpose = 'x-bedrock-tool-seal-1'

/** Undefined for what is no base64. */
const bytesOf = (signature: string): Uint8Array<ArrayBuffer> | undefined => {
  try {
    return new Uint8Array(bytesOfBase64(signature))
  } catch {
    return undefined
  }
}

/**
 * Seals calls and results by HMAC-SHA256, for `toUIResponse` and `readChatRequest`.
 * @throws BedrockError `invalid-argument` for a short secret
 */
export const toolSeal = ({ secret, scope = '' }: ToolSealOptions): ToolSeal => {
  const encoder = new TextEncoder()
  const bytes = typeof secret === 'string' ? encoder.encode(secret) : new Uint8Array(secret)
  if (bytes.length < shortest)
    throw new BedrockError(
      'invalid-argument',
      `The seal's secret is shorter than ${shortest} bytes. Make a random one.`,
    )
  let imported: Promise<CryptoKey> | undefined
  const key = (): Promise<CryptoKey> => {
    imported ??= crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify'])
    return imported
  }
  const worded = ({ kind, toolCallId, toolName, input, outcome }: ToolStatement): Uint8Array<ArrayBuffer> =>
    encoder.encode(canonical([purpose, scope, kind, toolCallId, toolName, input, outcome]))
  return {
    sign: async (statement) =>
      base64OfBytes(new Uint8Array(await crypto.subtle.sign('HMAC', await key(), worded(statement)))),
    verify: async (statement, signature) => {
      const said = bytesOf(signature)
      return said !== undefined && crypto.subtle.verify('HMAC', await key(), said, worded(statement))
    },
  }
}
