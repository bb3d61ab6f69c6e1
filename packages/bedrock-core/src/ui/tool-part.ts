import type { UIChunk } from './chunk.ts'
import type { UIToolApproval, UIToolPart, UIToolState } from './message.ts'

/** Events of a tool call, but for the growing input and the user's decision. */
export type ToolChunk = Exclude<
  Extract<UIChunk, { readonly toolCallId: string }>,
  { readonly type: 'tool-input-delta' }
>

/** Tells events of a tool call, but for the growing input and the user's decision. */
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

type Asked = Extract<ToolChunk, { readonly type: 'tool-approval-request' }>

/** The event's `reason` is the server's; the part's is kept for the user's. */
const approvalOf = ({
  type,
  toolCallId,
  approvalId: id,
  approvalDescriptor,
  reason,
  ...said
}: Asked): UIToolApproval => ({
  ...said,
  id,
  ...(approvalDescriptor === undefined ? {} : { descriptor: approvalDescriptor }),
  ...(reason === undefined ? {} : { requestReason: reason }),
})

/** A tool call after an event; undefined for an event of a call that was never begun. */
export const toolPartAfter = (chunk: ToolChunk, before: UIToolPart | undefined): UIToolPart | undefined => {
  const state = states[chunk.type]
  if (chunk.type === 'tool-approval-request') return before && { ...before, state, approval: approvalOf(chunk) }
  const { type, providerMetadata, ...said } = { providerMetadata: undefined, ...chunk }
  if ('toolName' in said) {
    const { toolName, dynamic, input = null, ...rest } = { input: undefined, ...said }
    const { inputText, inputEncoding, ...earlier } = before ?? {}
    const named = {
      ...earlier,
      ...rest,
      ...(providerMetadata && { callProviderMetadata: providerMetadata }),
      state,
      ...(dynamic || before?.type === 'dynamic-tool'
        ? ({ type: 'dynamic-tool', toolName } as const)
        : ({ type: `tool-${toolName}` } as const)),
    }
    if (type === 'tool-input-start') return { ...named, inputText: '' }
    return type === 'tool-input-error' ? { ...named, rawInput: input } : { ...named, input }
  }
  return (
    before && {
      ...before,
      ...(type === 'tool-output-available' && { preliminary: false, output: null }),
      ...said,
      ...(providerMetadata && { resultProviderMetadata: providerMetadata }),
      state,
    }
  )
}
