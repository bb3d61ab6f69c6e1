import { BedrockError } from '../../errors/bedrock-error.ts'
import { base64OfBytes, bytesOfBase64 } from '../../wire/base64.ts'
import type { ToolReader } from '../request/chat-tools.ts'
import { toolTurns } from '../request/tool-turns.ts'
import { runElsewhere } from '../request/unsealed.ts'
import { toolChunks } from '../tool-chunks.ts'
import type { ToolWriter } from '../tool-writer.ts'
import { canonical } from './canonical.ts'
import { provedParts } from './proved.ts'
import { sealed } from './sealed.ts'
import type { Signer, ToolStatement } from './statement.ts'

/** By which a server knows its own words again when a browser sends them back. It brings its code along: without one, a route bundles none. */
export interface ToolSeal extends Signer, ToolReader, ToolWriter {}

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
  const signer: Signer = {
    sign: async (statement) =>
      base64OfBytes(new Uint8Array(await crypto.subtle.sign('HMAC', await key(), worded(statement)))),
    verify: async (statement, signature) => {
      const said = bytesOf(signature)
      return said !== undefined && crypto.subtle.verify('HMAC', await key(), said, worded(statement))
    },
  }
  return {
    ...signer,
    sealed: (parts) => sealed(parts, signer),
    toolChunks,
    async toolParts(messages, chat) {
      const toolResults = runElsewhere(chat)
      return toolTurns({ ...chat, toolResults, proved: await provedParts(messages, signer, toolResults) })
    },
  }
}
