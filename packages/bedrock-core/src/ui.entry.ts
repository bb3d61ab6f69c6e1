export { BedrockError, type BedrockErrorCode } from './errors/bedrock-error.ts'
export { JsonDraft, type JsonDraftOptions } from './json/json-draft.ts'
export type { InferSchema, Schema } from './schema/infer.ts'
export type { StandardSchema } from './schema/standard.ts'
export type { FinishReason } from './speech/finish-reason.ts'
export { isJsonObject, type Json, type JsonObject } from './speech/json.ts'
export type { Message } from './speech/message.ts'
export type { StreamPart } from './speech/stream-part.ts'
export type { ToolStreamPart } from './speech/tool-part.ts'
export type { AnswerPart } from './ui/answer-part.ts'
export { isDataChunk, type UIChunk } from './ui/chunk.ts'
export type { ChunkOptions, Sealed } from './ui/chunks-of-part.ts'
export { citedSources, type UISource } from './ui/cited-sources.ts'
export { type CreateChunker, createChunker } from './ui/create-chunker.ts'
export { isErrorCode } from './ui/error-code.ts'
export { errorFromReply, toErrorResponse } from './ui/error-response.ts'
export {
  isDataPart,
  isToolPart,
  type ProviderMetadata,
  textOf,
  toolNameOf,
  type UICustomPart,
  type UIDataPart,
  type UIFilePart,
  type UIMessage,
  type UIPart,
  type UIPartState,
  type UIReasoningFilePart,
  type UIReasoningPart,
  type UISourceDocumentPart,
  type UISourceUrlPart,
  type UISteeringPart,
  type UIStepPart,
  type UITextPart,
  type UIToolApproval,
  type UIToolPart,
  type UIToolState,
} from './ui/message.ts'
export { MessageDraft } from './ui/message-draft.ts'
export { readTextStream } from './ui/read-text-stream.ts'
export { readUIBatches, readUIStream, type UIBatch } from './ui/read-ui-stream.ts'
export type { ChatTool, ChatTools, ReadFilePart, ReadToolPart, ToolReader } from './ui/request/chat-tools.ts'
export { dataFiles } from './ui/request/data-files.ts'
export type { ChatReaders, ChatRequestLimits } from './ui/request/limits.ts'
export { type ChatRequest, readChatRequest } from './ui/request/read-chat-request.ts'
export { toMessages } from './ui/request/to-messages.ts'
export { unsealed } from './ui/request/unsealed.ts'
export { type MemoryStreamStoreOptions, memoryStreamStore } from './ui/resume/memory-stream-store.ts'
export { type ResumeUIResponseOptions, resumeUIResponse } from './ui/resume/resume-ui-response.ts'
export type { StreamName, StreamPage, StreamState, StreamStore } from './ui/resume/stream-store.ts'
export { type ResumableUIResponseOptions, toResumableUIResponse } from './ui/resume/to-resumable-ui-response.ts'
export { type SafeError, safeError } from './ui/safe-words.ts'
export type { SealPart, ToolStatement } from './ui/seal/statement.ts'
export { type ToolSeal, type ToolSealOptions, toolSeal } from './ui/seal/tool-seal.ts'
export { type TextResponseOptions, toTextResponse } from './ui/to-text-response.ts'
export { toUIResponse, type UIResponseOptions, uiStreamHeaders } from './ui/to-ui-response.ts'
export type { ToolPart, ToolWriter } from './ui/tool-writer.ts'
