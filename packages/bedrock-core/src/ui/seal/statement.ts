import type { Json } from '../../speech/json.ts'

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

/** Signs statements, and tells its own signatures from others. */
export interface Signer {
  sign(statement: ToolStatement): Promise<string>
  verify(statement: ToolStatement, signature: string): Promise<boolean>
}

/** A server's signature, for the browser to keep beside the call it speaks of. */
export interface SealPart {
  readonly type: 'tool-seal'
  readonly toolCallId: string
  readonly signature: string
}

/** The data part that holds a signature: `data-` and this, with the call's id. */
export const sealName = 'tool-seal'
