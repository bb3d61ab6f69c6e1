import { Fold } from '../fold/fold.ts'
import type { Delta } from '../speech/delta.ts'
import type { Generation } from '../speech/generation.ts'
import type { StreamPart } from '../speech/stream-part.ts'

/** Folds deltas into the parts and the generation they make. @throws BedrockError `truncated` without a `finish` delta */
export const foldDeltas = (
  deltas: Iterable<Delta>,
  format = 'test',
  modelId = 'test',
): { generation: Generation; parts: StreamPart[] } => {
  const fold = new Fold({ format, warnings: [], response: { modelId } })
  const parts: StreamPart[] = []
  const emit = (part: StreamPart): void => void parts.push(part)
  for (const delta of deltas) fold.add(delta, emit)
  return { generation: fold.end(emit), parts }
}
