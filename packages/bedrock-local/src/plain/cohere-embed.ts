import { type Json, type JsonObject, maybeNumber, maybeText } from '@x/bedrock-core/family'
import { tokensIn } from '../answer/tokens.ts'
import { checkBody, malformedRequest } from '../dialects/schema.ts'
import type { About, PlainAnswer } from './plain-answer.ts'
import { codings, vectorOf } from './vector.ts'

interface Form {
  readonly version: 3 | 4
  /** Lengths that may be asked for; the first unless one is. */
  readonly dimensions: readonly number[]
}

const strings = (list: Json | undefined): readonly string[] | undefined =>
  Array.isArray(list) ? list.map((item: Json) => (typeof item === 'string' ? item : JSON.stringify(item))) : undefined

const inputTypes = ['search_document', 'search_query', 'classification', 'clustering', 'image']

/** The words of the checks of counts are reported, the others ours. @throws Refusal */
const check = (body: JsonObject, { version, dimensions }: Form): void => {
  checkBody(body, { required: ['input_type'] })
  if (!inputTypes.includes(maybeText(body, 'input_type') ?? ''))
    throw malformedRequest('#/input_type: not a valid value')
  const most: Readonly<Record<string, number>> = { texts: 96, images: version === 3 ? 1 : 96, inputs: 96 }
  for (const [name, limit] of Object.entries(most)) {
    const count = strings(body[name])?.length ?? 0
    if (count > limit) throw malformedRequest(`#/${name}: expected maximum item count: ${limit}, found: ${count}`)
  }
  const asked = maybeNumber(body, 'output_dimension')
  if (version === 3 && asked !== undefined)
    throw malformedRequest('#: extraneous key [output_dimension] is not permitted')
  if (asked !== undefined && !dimensions.includes(asked))
    throw malformedRequest(`#/output_dimension: ${asked} is not valid`)
  const unknown = strings(body['embedding_types'])?.find((type) => !Object.hasOwn(codings, type))
  if (unknown !== undefined) throw malformedRequest(`#/embedding_types: ${unknown} is not a valid enum value`)
}

const valuesIn = (body: JsonObject): readonly string[] => {
  const values = strings(body['texts']) ?? strings(body['images']) ?? strings(body['inputs']) ?? []
  if (values.length === 0) throw malformedRequest('#: one of texts, images and inputs is required')
  return values
}

/** Embed v3 and v4. v3 gives a list unless codings are asked for, and its texts in lower case (recorded). */
export const embedCohere =
  (form: Form) =>
  ({ body, requestId, settings, startedAt }: About): PlainAnswer => {
    check(body, form)
    const values = valuesIn(body)
    const dimensions = maybeNumber(body, 'output_dimension') ?? form.dimensions[0] ?? 0
    const vectors = values.map((value) => vectorOf(value, dimensions))
    const types = strings(body['embedding_types']) ?? (form.version === 4 ? ['float'] : undefined)
    const texts = strings(body['texts'])
    const echo = form.version === 4 ? texts : texts?.map((text) => text.toLowerCase())
    return {
      body: {
        id: requestId,
        ...(echo === undefined ? {} : { texts: echo }),
        embeddings:
          types === undefined
            ? vectors
            : Object.fromEntries(types.map((type) => [type, vectors.map((vector) => codings[type]?.(vector) ?? [])])),
        response_type: types === undefined ? 'embeddings_floats' : 'embeddings_by_type',
      },
      counts: {
        inputTokens: values.reduce((sum, value) => sum + tokensIn(value), 0),
        latencyMs: settings.now() - startedAt,
      },
    }
  }
