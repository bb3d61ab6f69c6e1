import type { ToolResultPart } from '../speech/content.ts'
import { notRun, refusedBy } from '../speech/not-run.ts'
import type { ToolApprovalRequest } from '../speech/tool-part.ts'

type Asked = Pick<ToolApprovalRequest, 'toolCallId' | 'toolName'>

/** Agrees to a call: content of a tool message for the next `runTools`, which runs it. */
export const approve = ({ toolCallId, toolName }: Asked): ToolResultPart => ({
  type: 'tool-result',
  toolCallId,
  toolName,
  output: { type: 'error-text', value: notRun },
  approval: { approved: true },
})

/** Refuses a call: content of a tool message. The model is told, with the reason. */
export const deny = ({ toolCallId, toolName }: Asked, reason?: string): ToolResultPart => ({
  type: 'tool-result',
  toolCallId,
  toolName,
  output: { type: 'error-text', value: refusedBy(reason) },
  approval: { approved: false, ...(reason === undefined ? {} : { reason }) },
})
