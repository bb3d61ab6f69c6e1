import type { UIChunk } from './chunk.ts'
import type { UIToolPart } from './message.ts'

/** Events of a tool call, but for the growing input. */
export type ToolChunk = Exclude<
  Extract<UIChunk, { readonly toolCallId: string }>,
  { readonly type: 'tool-input-delta' }
>

/** Tells events of a tool call, but for the growing input. */
export const isToolChunk = (chunk: UIChunk): chunk is ToolChunk =>
  'toolCallId' in chunk && chunk.type !== 'tool-input-delta'

type NamedChunk = Extract<ToolChunk, { readonly toolName: string }>

const named = (chunk: NamedChunk, before: UIToolPart | undefined) => ({
  ...(chunk.dynamic || before?.type === 'dynamic-tool'
    ? { type: 'dynamic-tool' as const, toolName: chunk.toolName }
    : { type: `tool-${chunk.toolName}` as const }),
  toolCallId: chunk.toolCallId,
  ...(chunk.title === undefined ? {} : { title: chunk.title }),
  ...(chunk.providerExecuted === undefined ? {} : { providerExecuted: chunk.providerExecuted }),
})

/** A tool call after an event; undefined for an event of a call that was never begun. */
export const toolPartAfter = (chunk: ToolChunk, before: UIToolPart | undefined): UIToolPart | undefined => {
  switch (chunk.type) {
    case 'tool-input-start':
      return { ...named(chunk, before), state: 'input-streaming', inputText: '' }
    case 'tool-input-available':
      return { ...named(chunk, before), state: 'input-available', input: chunk.input ?? null }
    case 'tool-input-error':
      return {
        ...named(chunk, before),
        state: 'output-error',
        rawInput: chunk.input ?? null,
        errorText: chunk.errorText,
      }
    case 'tool-approval-request':
      return before && { ...before, state: 'approval-requested', approval: { id: chunk.approvalId } }
    case 'tool-output-available':
      return (
        before && {
          ...before,
          state: 'output-available',
          output: chunk.output ?? null,
          preliminary: chunk.preliminary ?? false,
        }
      )
    case 'tool-output-error':
      return before && { ...before, state: 'output-error', errorText: chunk.errorText }
    case 'tool-output-denied':
      return before && { ...before, state: 'output-denied' }
  }
}
