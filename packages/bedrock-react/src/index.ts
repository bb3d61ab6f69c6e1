export { type AnswerMetadata, type AnswerUsage, answerMetadata } from './answer-metadata.ts'
export { type Branch, type Branches, createBranches, type Fork, type Forks } from './branches.ts'
export type {
  Chat,
  ChatAsking,
  ChatData,
  ChatFinish,
  ChatInput,
  ChatOptions,
  ChatSnapshot,
  ChatStatus,
  SendOptions,
} from './chat-types.ts'
export { createChat } from './create-chat.ts'
export { type Completion, type CompletionOptions, createCompletion } from './create-completion.ts'
export { createObject, type ObjectOptions, type ObjectStore, type PartialValue } from './create-object.ts'
export type { RunOptions, RunSnapshot } from './create-run.ts'
export { type FileLimits, fileParts } from './file-parts.ts'
export type { Schedule } from './frame.ts'
export { type ResumableTransportOptions, resumableTransport } from './resumable-transport.ts'
export { type ResumeOptions, resumeChat } from './resume-chat.ts'
export type { Store } from './store.ts'
export {
  addToolApprovalResponse,
  addToolOutput,
  type BrowserTool,
  type BrowserTools,
  runToolCalls,
  type ToolApprovalResponse,
  type ToolOutput,
  toolCallsAnswered,
  type WaitingToolCall,
  waitingToolCalls,
} from './tool-calls.ts'
export {
  type ChatTransport,
  type HttpTransportOptions,
  httpTransport,
  type Resolvable,
  type ResumeRequest,
  type TransportRequest,
} from './transport.ts'
export { type UseBranches, useBranches } from './use-branches.ts'
export { type UseChat, type UseChatOptions, useChat } from './use-chat.ts'
export { useChatSelector, useMessage } from './use-chat-selector.ts'
export { type UseCompletion, useCompletion } from './use-completion.ts'
export { type UseObject, useObject } from './use-object.ts'
export { useResume } from './use-resume.ts'
export { useToolCalls } from './use-tool-calls.ts'
