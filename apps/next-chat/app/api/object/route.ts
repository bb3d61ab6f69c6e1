import { isInvalidObject, type ObjectPart, type StreamPart, streamObject } from '@x/bedrock-core'
import { toErrorResponse, toUIResponse } from '@x/bedrock-core/ui'
import { checkSchema, mostSchemaCharacters } from '../../../components/object/schema-issues.ts'
import { firstModel } from '../../../server/bedrock.ts'
import { logFailure } from '../../../server/log-failure.ts'
import { readJson, refused, textIn } from '../../../server/read-json.ts'
import { record } from '../../../server/wire/record.ts'

/** The browser makes the object so far of its text by itself. */
async function* withoutObjects(stream: AsyncIterable<ObjectPart>): AsyncGenerator<StreamPart, void> {
  for await (const part of stream) if (part.type !== 'object' && part.type !== 'element') yield part
}

const words = (error: unknown): string | undefined =>
  isInvalidObject(error) ? `The answer does not fit the schema: ${error.message}` : undefined

/** Streams a value of the schema that the page sends. */
export const POST = async (request: Request): Promise<Response> => {
  try {
    const body = await readJson(request, 4 * mostSchemaCharacters)
    const prompt = textIn(body, 'prompt', 4_000)
    const { schema, issues } = checkSchema(body['schema'])
    if (issues !== undefined) throw refused(issues.map((issue) => issue.words).join(' '))
    const wire = record()
    const answer = streamObject({
      model: wire.of(firstModel()),
      schema,
      prompt,
      maxOutputTokens: 4_000,
      signal: request.signal,
    })
    return toUIResponse(withoutObjects(answer), {
      onError: logFailure,
      errorText: words,
      headers: wire.id === undefined ? {} : { 'x-wire-id': wire.id },
    })
  } catch (error) {
    return toErrorResponse(error)
  }
}
