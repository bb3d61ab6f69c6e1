import type { UIChunk } from './chunk.ts'
import type { UIToolPart, UIToolState } from './message.ts'

/** Events of a tool call, but for the growing input. */
export type ToolChunk = Exclude<
  Extract<UIChunk, { readonly toolCallId: string }>,
  { readonly type: 'tool-input-delta' }
>

/** Tells events of a tool call, but for the growing input. */
export const isToolChunk = (chunk: UIChunk): chunk is ToolChunk =>
  'toolCallId' in chunk && chunk.type !== 'tool-input-delta'

const states = {
  'tool-input-start': 'input-streaming',
  'tool-input-available': 'input-available',
  'tool-input-error': 'output-error',
  'tool-approval-request': 'approval-requested',
  'tool-output-available': 'output-available',
  'tool-output-error': 'output-error',
  'tool-output-denied': 'output-denied',
} as const satisfies Readonly<Record<ToolChunk['type'], UIToolState>>

/** A tool call after an event; undefined for an event of a call that was never begun. */
export const toolPartAfter = (chunk: ToolChunk, before: UIToolPart | undefined): UIToolPart | undefined => {
  const state = states[chunk.type]
  if ('toolName' in chunk) {
    const { type, toolName, dynamic, input = null, ...said } = { input: undefined, ...chunk }
    const named =
      dynamic || before?.type === 'dynamic-tool'
        ? ({ ...said, state, type: 'dynamic-tool', toolName } as const)
        : ({ ...said, state, type: `tool-${toolName}` } as const)
    if (type === 'tool-input-start') return { ...named, inputText: '' }
    return type === 'tool-input-error' ? { ...named, rawInput: input } : { ...named, input }
  }
  if (before === undefined) return undefined
  if (chunk.type === 'tool-approval-request') return { ...before, state, approval: { id: chunk.approvalId } }
  const { type, ...said } = chunk
  return type === 'tool-output-available'
    ? { ...before, preliminary: false, output: null, ...said, state }
    : { ...before, ...said, state }
}
