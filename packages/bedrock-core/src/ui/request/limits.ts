import type { ChatTools, ReadFilePart, ToolReader } from './chat-tools.ts'

/** How much a browser may send. */
interface Bounds {
  /** Bytes of the whole body, attachments as base64 included. Default 8 MiB. */
  readonly maxBytes?: number
  /** Default 500. */
  readonly maxMessages?: number
  /** Parts of one message. Default 500. */
  readonly maxParts?: number
  /** Nesting of the JSON. Default 64. */
  readonly maxDepth?: number
  /** Whether a browser may send system messages. Default false: whoever writes them rules the model. */
  readonly allowSystem?: boolean
}

/** What reads files. */
interface Files {
  /**
   * A page's file for the model: `dataFiles`, which takes `data:` URLs, or a function of your own, such as one that reads your storage by the
   * ids that your page sends. Default: a conversation with a file is refused.
   */
  readonly files?: ReadFilePart
}

/** Of a chat with tools. */
interface Tools extends ChatTools {
  /**
   * What reads tool calls: the seal of `toUIResponse`, by whose signature results of the server's tools and approvals are believed, and
   * those of the browser's tools only where a model has asked for them; or `unsealed`.
   */
  readonly seal: ToolReader
}

/** A conversation with tool calls is refused. */
type NoTools = { readonly [Name in keyof Tools]?: never }

/** What reads the files and the tool calls of a conversation. */
export type ChatReaders = Files & (Tools | NoTools)

/** What a browser may send. */
export type ChatRequestLimits = Bounds & ChatReaders
