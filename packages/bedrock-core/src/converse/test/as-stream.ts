import { isJsonObject, type Json, type JsonObject } from '../../speech/json.ts'

const object = (value: Json | undefined): JsonObject => (isJsonObject(value) ? value : {})
const objects = (value: Json | undefined): JsonObject[] => (Array.isArray(value) ? value.filter(isJsonObject) : [])
const words = (value: Json | undefined): string => (typeof value === 'string' ? value : '')

/** Cuts text into pieces of `size` characters, an empty one among them, as recorded streams have. */
const pieces = (text: string, size: number): string[] => {
  const cut = ['']
  for (let at = 0; at < text.length; at += size) cut.push(text.slice(at, at + size))
  return cut
}

/** Cuts base64 so that each piece is base64 of its own. */
const blobs = (base64: string, size: number): string[] => {
  const bytes = Buffer.from(base64, 'base64')
  const cut: string[] = []
  for (let at = 0; at < bytes.length; at += size) cut.push(bytes.subarray(at, at + size).toString('base64'))
  return cut
}

interface Said {
  readonly start?: JsonObject
  readonly deltas: readonly JsonObject[]
}

const saidOf = (block: JsonObject, size: number): Said => {
  const tool = object(block['toolUse'])
  const reasoning = object(block['reasoningContent'])
  const said = object(reasoning['reasoningText'])
  const cited = object(block['citationsContent'])
  const image = object(block['image'])
  if (block['toolUse'] !== undefined) {
    const { input, ...start } = tool
    const text = JSON.stringify(input)
    return {
      start: { toolUse: start },
      deltas: (text === '{}' ? [] : pieces(text, size)).map((piece) => ({ toolUse: { input: piece } })),
    }
  }
  if (block['toolResult'] !== undefined) {
    const { content, ...start } = object(block['toolResult'])
    return { start: { toolResult: start }, deltas: objects(content).map((each) => ({ toolResult: [each] })) }
  }
  if (block['image'] !== undefined) {
    const bytes = blobs(words(object(image['source'])['bytes']), size)
    return {
      start: { image: { format: image['format'] } },
      deltas: bytes.map((piece) => ({ image: { source: { bytes: piece } } })),
    }
  }
  if (reasoning['redactedContent'] !== undefined)
    return {
      deltas: blobs(words(reasoning['redactedContent']), size).map((piece) => ({
        reasoningContent: { redactedContent: piece },
      })),
    }
  if (block['reasoningContent'] !== undefined)
    return {
      deltas: [
        ...pieces(words(said['text']), size).map((text) => ({ reasoningContent: { text } })),
        ...(said['signature'] === undefined
          ? []
          : pieces(words(said['signature']), 50).map((signature) => ({ reasoningContent: { signature } }))),
      ],
    }
  return {
    deltas: [
      ...objects(cited['citations']).map((citation) => ({ citation })),
      ...[words(block['text']), ...objects(cited['content']).map((content) => words(content['text']))]
        .flatMap((text) => pieces(text, size))
        .map((text) => ({ text })),
    ],
  }
}

/** The same answer as ConverseStream would have said it, in the shapes of the recorded streams. */
export const asStream = (body: JsonObject, size: number): JsonObject[] => {
  const { output, stopReason, additionalModelResponseFields, ...metadata } = body
  const blocks = objects(object(object(output)['message'])['content'])
  return [
    { messageStart: { p: 'abc', role: 'assistant' } },
    ...blocks.flatMap((block, contentBlockIndex) => {
      const { start, deltas } = saidOf(block, size)
      return [
        ...(start === undefined ? [] : [{ contentBlockStart: { contentBlockIndex, p: 'a', start } }]),
        ...deltas.map((delta) => ({ contentBlockDelta: { contentBlockIndex, delta, p: 'abcdef' } })),
        { contentBlockStop: { contentBlockIndex, p: 'ab' } },
      ]
    }),
    { messageStop: { p: 'a', stopReason, additionalModelResponseFields } },
    { metadata: { ...metadata, p: 'abcd' } },
  ]
}
