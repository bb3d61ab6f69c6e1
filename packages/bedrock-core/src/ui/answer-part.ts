import type { StreamPart } from '../speech/stream-part.ts'
import type { ToolStreamPart } from '../speech/tool-part.ts'

/** What a server's stream holds: the model's parts and, of `runTools`, what its tools did. */
export type AnswerPart = StreamPart | ToolStreamPart
