import { converse, type Delta, type Feature, type Format } from '@x/bedrock-core/family'
import type { OssOptions } from './options.ts'
import { ownFields } from './own-fields.ts'
import { toolNameOf } from './tool-name.ts'

/** No stop sequences: the service refuses the field for gpt-oss (langchain4j/langchain4j#3650). No images: text alone. */
const carries: readonly Feature[] = [
  'system',
  'tools',
  'tool-choice',
  'documents',
  'reasoning',
  'retrieval',
  'guard-content',
  'response-format',
  'stream',
  'stream-tools',
]

const generic: Format<OssOptions> = converse<OssOptions>({
  carries,
  // Its reasoning is never signed, and reasoning in a request is refused.
  reasoningReplay: 'none',
  citationReplay: false,
  documentCitations: false,
  toolResultMedia: ['document'],
  fields: (prompt) => {
    const { fields, warnings } = ownFields(prompt)
    return { additionalModelRequestFields: fields, warnings }
  },
})

const named = (delta: Delta): Delta =>
  delta.type === 'tool' && delta.name !== undefined ? { ...delta, name: toolNameOf(delta.name) } : delta

/** Converse: the better way to tools, and the only one to documents. */
export const ossConverse: Format<OssOptions> = {
  ...generic,
  decode: (body, headers, prompt) => generic.decode(body, headers, prompt).map(named),
  reader: (prompt) => {
    const read = generic.reader(prompt)
    return (event) => read(event).map(named)
  },
}
