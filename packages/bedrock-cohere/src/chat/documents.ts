import type { Prompt, PromptDocument } from '@x/bedrock-core/family'

/** The documents that are sent, in the order by which the service names them `doc_0`, `doc_1` … */
export const documentsOf = (prompt: Prompt): readonly PromptDocument[] =>
  (prompt.documents ?? []).filter(({ text }) => text.trim() !== '')
