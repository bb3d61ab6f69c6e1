import type { FilePart } from '../speech/content.ts'
import type { JsonObject } from '../speech/json.ts'
import { stemOf } from './document-names.ts'
import { mediaOf, sourceOf } from './media.ts'
import type { Scope } from './scope.ts'

/** Writes an image, document, video or audio block. @throws BedrockError `unsupported`, `invalid-argument` */
export const fileBlock = (part: FilePart, scope: Scope): JsonObject => {
  const { kind, format } = mediaOf(part)
  const source = sourceOf(part)
  if (kind !== 'document') return { [kind]: { format, source } }
  return {
    document: {
      format,
      name: scope.documentName(stemOf(part.filename)),
      source,
      context: part.context,
      citations: part.citations === true ? { enabled: true } : undefined,
    },
  }
}
