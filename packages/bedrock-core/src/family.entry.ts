export { converse } from './converse/converse.ts'
export type { ConverseFields, ConverseQuirks, ConverseSettings, MediaKind } from './converse/settings.ts'
export { BedrockError } from './errors/bedrock-error.ts'
export { noPlace } from './errors/no-place.ts'
export { unreadable } from './errors/unreadable.ts'
export { defineFamily } from './family/define.ts'
export {
  type Embedded,
  type Embedding,
  type EmbeddingType,
  type EmbedFormat,
  type EmbedImage,
  type EmbedModel,
  type EmbedRequest,
  type EmbedSettings,
  readEmbeddings,
} from './family/embedding.ts'
export { type AnyFamily, type Exception, exceptionsOf, type Family, type Preference } from './family/family.ts'
export type { Feature } from './family/feature.ts'
export type { CachePoint, Encoded, Format, ResponseHeaders } from './family/format.ts'
export { type Keep, keeping } from './family/keep.ts'
export { legalToolName } from './family/legal-names.ts'
export { type FamilyOptions, type IdOf, type ModelId, type OptionsOf, tailsOf, withoutSpec } from './family/model-id.ts'
export {
  maybeNumber,
  maybeObject,
  maybeText,
  numbersOf,
  objectsOf,
  readList,
  readNumber,
  readObject,
  readText,
  rowOf,
  textsOf,
} from './family/read.ts'
export { refuseOptions } from './family/refuse-options.ts'
export { type Ranked, type RerankFormat, type RerankRequest, readRanked } from './family/reranking.ts'
export type { CachePlaces, Takes } from './family/takes.ts'
export { inTwoRoles, type WireTurn } from './family/two-roles.ts'
export type { Citation, CitationLocation } from './speech/citation.ts'
export type {
  AssistantPart,
  CacheMark,
  FilePart,
  RawPart,
  ReasoningPart,
  S3Location,
  TextPart,
  ToolCallPart,
  ToolOutput,
  ToolResultPart,
  UserPart,
} from './speech/content.ts'
export { defined, filled } from './speech/defined.ts'
export type { Delta, Guardrail, ResponseMetadata } from './speech/delta.ts'
export { type FinishReason, finishReason } from './speech/finish-reason.ts'
export { isJsonObject, type Json, type JsonObject, parseJson } from './speech/json.ts'
export type { Prompt, PromptCache, PromptDocument, ReasoningEffort, Turn } from './speech/prompt.ts'
export type { ToolChoice, ToolDefinition } from './speech/tool.ts'
export type { UsageCounts, UsageReport, UsageSource } from './speech/usage.ts'
export { type Warning, warningOf } from './speech/warning.ts'
export { base64OfBytes, bytesOfBase64, maybeTextOfBase64 } from './wire/base64.ts'
export type { Bytes } from './wire/bytes.ts'
export { base64OfFile, emptyFile } from './wire/file-data.ts'
