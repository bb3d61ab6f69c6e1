import { converse, type Format } from '@x/bedrock-core/family'
import type { LlamaOptions } from './options.ts'
import { withoutAdditionalProperties } from './schema.ts'
import { callsInText } from './text-calls/calls-in-text.ts'

/**
 * No Llama streams while tools are offered, and none can be made to call one ("This model doesn't support tool use in
 * streaming mode", "… the toolConfig.toolChoice.any field"; reported by users of several clients).
 */
const generic: Format<LlamaOptions> = converse<LlamaOptions>({
  carries: ['system', 'tools', 'images', 'documents', 's3', 'stop-sequences', 'retrieval', 'guard-content', 'stream'],
  // Seen by pydantic-ai on the live service: nothing beside a tool result, images and documents inside it.
  besideToolResults: [],
  toolResultMedia: ['image', 'document'],
  toolChoice: ['auto'],
  reasoningReplay: 'none',
  documentCitations: false,
  citationReplay: false,
  tool: withoutAdditionalProperties,
  effort: false,
})

/** Converse, for what only that carries: tools, documents, guarded content, stop sequences. */
export const llamaConverse: Format<LlamaOptions> = {
  ...generic,
  decode: (body, headers, prompt) => {
    const deltas = generic.decode(body, headers, prompt)
    return prompt === undefined ? deltas : callsInText(deltas, prompt)
  },
}
