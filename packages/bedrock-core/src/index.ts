export type { Ask, CallMiddleware, LanguageCall, WholeCall, WholeOptions, WholeResult } from './client/around.ts'
export type { CallOptions, GuardrailOptions, ServiceOptions } from './client/call-options.ts'
export type { Connection } from './client/connection.ts'
export { type Bedrock, type BedrockOptions, createBedrock } from './client/create-bedrock.ts'
export { type EndpointOptions, endpointOf } from './client/endpoint.ts'
export { generateText } from './client/generate-text.ts'
export type { LanguageModel } from './client/language-model.ts'
export type { Limit, LimitedAttempt } from './client/limit.ts'
export { type Plan, plan } from './client/plan.ts'
export { checkRegion } from './client/region.ts'
export type { RetryOptions } from './client/retry.ts'
export { streamText } from './client/stream-text.ts'
export { tee } from './client/tee.ts'
export type { TextStream } from './client/text-stream.ts'
export type { Spending, TimeoutOptions, Watch } from './client/watch.ts'
export { type AnyConverseOptions, anyConverse } from './converse/any-converse.ts'
export { BedrockError, type BedrockErrorCode, type BedrockErrorDetails } from './errors/bedrock-error.ts'
export type { Embedding, EmbeddingType, EmbedSettings } from './family/embedding.ts'
export { JsonDraft, type JsonDraftOptions } from './json/json-draft.ts'
export { affordsSnapshot } from './json/pace.ts'
export { type Asking, chooseWay, type Form, type HeldCall } from './object/choose-way.ts'
export { generateObject } from './object/generate-object.ts'
export { type InvalidObject, type InvalidObjectError, isInvalidObject } from './object/invalid-object.ts'
export type { ObjectStrategy } from './object/object-strategy.ts'
export type { ObjectStream } from './object/object-stream.ts'
export type {
  ArrayOptions,
  DeepPartial,
  EnumOptions,
  ObjectCall,
  ObjectOptions,
  ObjectResult,
} from './object/options.ts'
export { streamObject } from './object/stream-object.ts'
export { type LoggerOptions, type LogLevel, type LogRecord, logger } from './observe/logger.ts'
export { type FailoverTargets, failover } from './reliability/failover.ts'
export type { FailoverOptions } from './reliability/failover-options.ts'
export type { FailoverTarget } from './reliability/failover-target.ts'
export type { Geography } from './reliability/geography.ts'
export { type ProfileOf, profileRepair } from './reliability/profile-repair.ts'
export { type RateLimiterOptions, rateLimiter } from './reliability/rate-limiter.ts'
export type { RateLimits } from './reliability/rate-limits.ts'
export { type RestartingOptions, restarting } from './reliability/restarting.ts'
export { withMiddleware } from './reliability/with-middleware.ts'
export { amazonRetrieval } from './retrieval/amazon-retrieval.ts'
export type { InferSchema, Schema } from './schema/infer.ts'
export { jsonSchema, type Validate } from './schema/json-schema.ts'
export type { SchemaIssue } from './schema/read-schema.ts'
export type { StandardSchema } from './schema/standard.ts'
export type { Citation, CitationLocation } from './speech/citation.ts'
export type {
  AssistantPart,
  CacheMark,
  FilePart,
  RawPart,
  ReasoningPart,
  S3Location,
  TextPart,
  ToolApproval,
  ToolCallPart,
  ToolOutput,
  ToolResultPart,
  UserPart,
} from './speech/content.ts'
export type { Guardrail, ResponseMetadata } from './speech/delta.ts'
export type { FinishReason } from './speech/finish-reason.ts'
export {
  type Generation,
  type PartialGeneration,
  type ResponseInfo,
  replyOf,
  type TriedTarget,
} from './speech/generation.ts'
export type { Json, JsonObject } from './speech/json.ts'
export type { AssistantMessage, Message, SystemMessage, ToolMessage, UserMessage } from './speech/message.ts'
export type { ObjectPart } from './speech/object-part.ts'
export type { PromptCache, PromptDocument, ReasoningEffort } from './speech/prompt.ts'
export type { StreamPart } from './speech/stream-part.ts'
export type { ToolChoice, ToolDefinition } from './speech/tool.ts'
export type { ToolApprovalRequest, ToolFailure, ToolResult, ToolStreamPart } from './speech/tool-part.ts'
export type { Usage, UsageCounts, UsageReport, UsageSource } from './speech/usage.ts'
export type { Warning } from './speech/warning.ts'
export { approve, deny } from './tools/approve.ts'
export type { StepOptions, StepState, ToolChoiceOf, ToolRunOptions } from './tools/options.ts'
export { runTools, type ToolStream } from './tools/run-tools.ts'
export { hasToolCall, type StopCondition, stepCountIs } from './tools/stop.ts'
export {
  type Given,
  type Tool,
  type ToolContext,
  type ToolDescription,
  type ToolInputDelta,
  tool,
} from './tools/tool.ts'
export type {
  ClientToolCallOf,
  InputOf,
  OutputOf,
  PartialToolRun,
  ToolApprovalRequestOf,
  ToolResultOf,
  ToolRun,
  ToolRunPart,
  ToolSet,
  ToolStep,
} from './tools/tool-set.ts'
export {
  type ApplyGuardrailOptions,
  applyGuardrail,
  type GuardedContent,
  type GuardrailResult,
} from './verbs/apply-guardrail.ts'
export { countTokens, type TokenCount } from './verbs/count-tokens.ts'
export { type EmbedOptions, type EmbedResult, embed } from './verbs/embed.ts'
export { type EmbedManyOptions, type EmbedManyResult, embedMany } from './verbs/embed-many.ts'
export type { EmbedValue } from './verbs/embed-plan.ts'
export { type RerankOptions, type RerankResult, rerank } from './verbs/rerank.ts'
export { bodyText } from './wire/body-text.ts'
export type { Auth, AuthAnswer, AuthContext, Fetch, HttpRequest, Middleware, Send, SendContext } from './wire/http.ts'
