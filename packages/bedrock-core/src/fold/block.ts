import type { Citation } from '../speech/citation.ts'
import type { AssistantPart, ToolCallPart } from '../speech/content.ts'
import { defined } from '../speech/defined.ts'
import { parseJson } from '../speech/json.ts'
import type { StreamPart } from '../speech/stream-part.ts'

/** Takes the parts that a delta gives. */
export type Emit = (part: StreamPart) => void

/** The one content block that is being said. */
export type OpenBlock =
  | { readonly kind: 'text'; readonly block: number; readonly id: string; text: string; citations: Citation[] }
  | {
      readonly kind: 'reasoning'
      readonly block: number
      readonly id: string
      text: string
      signature: string
      redacted: string
    }
  | { readonly kind: 'tool'; readonly block: number; readonly id: string; readonly name: string; input: string }

/** A model that calls a tool without arguments sends no input at all. */
const toolCall = ({ id, name, input }: Extract<OpenBlock, { kind: 'tool' }>, whole: boolean): ToolCallPart => {
  const value = whole ? parseJson(input.trim() || '{}', undefined) : undefined
  const call = { type: 'tool-call', toolCallId: id, toolName: name } as const
  return value === undefined ? { ...call, input, invalid: true } : { ...call, input: value }
}

const signed = ({ signature, redacted }: Extract<OpenBlock, { kind: 'reasoning' }>) =>
  defined({ signature: signature || undefined, redacted: redacted || undefined })

/**
 * The content that a block has become; undefined where nothing was said. What a block that was cut off holds is kept, but
 * for its signature: half a signature would be refused in the next turn.
 */
export const contentOf = (open: OpenBlock, whole: boolean): AssistantPart | undefined => {
  if (open.kind === 'tool') return toolCall(open, whole)
  if (open.kind === 'reasoning') return { type: 'reasoning', text: open.text, ...(whole ? signed(open) : {}) }
  if (open.text === '' && open.citations.length === 0) return undefined
  return defined({ type: 'text', text: open.text, citations: open.citations.length === 0 ? undefined : open.citations })
}

/** Emits the parts that close a block. */
export const closing = (open: OpenBlock, content: AssistantPart | undefined, emit: Emit): void => {
  if (open.kind === 'text') emit({ type: 'text-end', id: open.id })
  else if (open.kind === 'reasoning') emit({ type: 'reasoning-end', id: open.id, ...signed(open) })
  else {
    emit({ type: 'tool-input-end', id: open.id })
    if (content?.type === 'tool-call') emit(content)
  }
}
