import { isJsonObject, type JsonObject } from '../speech/json.ts'
import { atPointer } from './pointer.ts'

/** References may lead to references, but not in a ring. */
const deepest = 32

/**
 * The schema as a root that Bedrock takes: an object (unions and references at the root are refused), without `$schema`.
 * Undefined where its values are something else than objects.
 */
export const objectRoot = ({ $schema: _, ...schema }: JsonObject): JsonObject | undefined => {
  let root = schema
  for (let step = 0; typeof root['$ref'] === 'string' && step < deepest; step++) {
    const { $ref, ...rest } = root
    const target = atPointer(schema, String($ref))
    if (!isJsonObject(target)) return undefined
    root = { ...target, ...rest }
  }
  if (root['type'] === 'object') return root
  return root['type'] === undefined && isJsonObject(root['properties']) ? { type: 'object', ...root } : undefined
}
