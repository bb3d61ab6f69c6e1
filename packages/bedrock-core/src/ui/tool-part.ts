import type { UIChunk } from './chunk.ts'
import type { UIToolApproval, UIToolPart, UIToolState } from './message.ts'

/** Events of a tool call, but for the growing input. */
export type ToolChunk = Exclude<
  Extract<UIChunk, { readonly type: `tool-${string}` }>,
  { readonly type: 'tool-input-delta' }
>

const states = {
  'tool-input-start': 'input-streaming',
  'tool-input-available': 'input-available',
  'tool-input-error': 'output-error',
  'tool-approval-request': 'approval-requested',
  'tool-approval-response': 'approval-responded',
  'tool-output-available': 'output-available',
  'tool-output-error': 'output-error',
  'tool-output-denied': 'output-denied',
} as const satisfies Readonly<Record<ToolChunk['type'], UIToolState>>

/** Tells events of a tool call, but for the growing input. */
export const isToolChunk = (chunk: UIChunk): chunk is ToolChunk => Object.hasOwn(states, chunk.type)

type Asked = Extract<ToolChunk, { readonly type: 'tool-approval-request' }>

/** The event's `reason` is the server's; the part's is kept for the user's. */
const approvalOf = ({
  type: _type,
  toolCallId: _call,
  approvalId: id,
  approvalDescriptor: descriptor,
  reason: requestReason,
  ...said
}: Asked): UIToolApproval => ({ ...said, id, descriptor, requestReason })

/** A tool call after an event; undefined for an event of a call that was never begun. */
export const toolPartAfter = (chunk: ToolChunk, before: UIToolPart | undefined): UIToolPart | undefined => {
  const state = states[chunk.type]
  if ('toolName' in chunk) {
    const { type, toolName, dynamic, providerMetadata, input = null, ...said } = { input: undefined, ...chunk }
    const { inputText: _text, inputEncoding: _encoding, ...earlier } = before ?? {}
    const named = {
      ...earlier,
      ...said,
      ...(providerMetadata && { callProviderMetadata: providerMetadata }),
      state,
      ...(dynamic || before?.type === 'dynamic-tool'
        ? ({ type: 'dynamic-tool', toolName } as const)
        : ({ type: `tool-${toolName}` } as const)),
    }
    if (type === 'tool-input-start') return { ...named, inputText: '' }
    return type === 'tool-input-error' ? { ...named, rawInput: input } : { ...named, input }
  }
  if (before === undefined) return undefined
  if (chunk.type === 'tool-approval-request') return { ...before, state, approval: approvalOf(chunk) }
  if (chunk.type === 'tool-approval-response') {
    const { type: _type, approvalId: id, approved, reason, providerMetadata, ...said } = chunk
    const approval = { ...before.approval, id, approved, reason }
    return { ...before, ...said, ...(providerMetadata && { callProviderMetadata: providerMetadata }), state, approval }
  }
  const { type, providerMetadata, ...said } = { providerMetadata: undefined, ...chunk }
  return {
    ...before,
    ...(type === 'tool-output-available' && { preliminary: false, output: null }),
    ...said,
    ...(providerMetadata && { resultProviderMetadata: providerMetadata }),
    state,
  }
}
