import type { UIChunk } from './chunk.ts'
import type { UIToolApproval, UIToolPart, UIToolState } from './message.ts'

/** Events of a tool call. */
export type ToolChunk = Extract<UIChunk, { readonly type: `tool-${string}` }>

const states = {
  'tool-input-start': 'input-streaming',
  'tool-input-delta': 'input-streaming',
  'tool-input-available': 'input-available',
  'tool-input-error': 'output-error',
  'tool-approval-request': 'approval-requested',
  'tool-approval-response': 'approval-responded',
  'tool-output-available': 'output-available',
  'tool-output-error': 'output-error',
  'tool-output-denied': 'output-denied',
} as const satisfies Readonly<Record<ToolChunk['type'], UIToolState>>

/** Tells events of a tool call. */
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
  if (chunk.type === 'tool-input-delta')
    return before && { ...before, inputText: (before.inputText ?? '') + chunk.inputTextDelta }
  if (chunk.type === 'tool-approval-request') return before && { ...before, state, approval: approvalOf(chunk) }
  const { type, providerMetadata, ...said } = { providerMetadata: undefined, ...chunk }
  const metadata = providerMetadata && {
    [type.startsWith('tool-output') ? 'resultProviderMetadata' : 'callProviderMetadata']: providerMetadata,
  }
  if ('toolName' in said) {
    const { toolName, dynamic, input = null, ...rest } = { input: undefined, ...said }
    const { inputText: _text, inputEncoding: _encoding, ...earlier } = before ?? {}
    const named =
      dynamic || before?.type === 'dynamic-tool'
        ? ({ type: 'dynamic-tool', toolName } as const)
        : ({ type: `tool-${toolName}` } as const)
    const given =
      type === 'tool-input-start' ? { inputText: '' } : type === 'tool-input-error' ? { rawInput: input } : { input }
    return { ...earlier, ...rest, ...metadata, ...named, ...given, state }
  }
  if (before === undefined) return undefined
  if ('approvalId' in said) {
    const { approvalId: id, approved, reason, ...rest } = said
    return { ...before, ...rest, ...metadata, state, approval: { ...before.approval, id, approved, reason } }
  }
  const output = type === 'tool-output-available' && { preliminary: false, output: null }
  return { ...before, ...output, ...said, ...metadata, state }
}
