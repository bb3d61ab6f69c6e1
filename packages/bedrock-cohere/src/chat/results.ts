import {
  BedrockError,
  type FilePart,
  isJsonObject,
  type Json,
  type JsonObject,
  type TextPart,
  type ToolCallPart,
  type ToolOutput,
  type ToolResultPart,
} from '@x/bedrock-core/family'

/** A tool that has nothing to say still has to say something. */
const textOutput = (key: string, text: string): JsonObject => ({ [key]: text.trim() === '' ? '(empty)' : text })

const jsonOutputs = (value: Json): JsonObject[] => {
  if (isJsonObject(value)) return [value]
  if (Array.isArray(value) && value.length > 0 && value.every(isJsonObject)) return [...value]
  return [textOutput('text', JSON.stringify(value))]
}

const partText = (part: TextPart | FilePart): string => {
  if (part.type === 'text') return part.text
  throw new BedrockError(
    'unsupported',
    `Command R does not take "${part.mediaType.slice(0, 80)}" inside a tool result. Give the tool's result as text or JSON.`,
  )
}

/** A result as the wire's list of objects. @throws BedrockError `unsupported` for files */
export const outputsOf = (output: ToolOutput): JsonObject[] => {
  switch (output.type) {
    case 'text':
      return [textOutput('text', output.value)]
    case 'error-text':
      return [textOutput('error', output.value)]
    case 'json':
      return jsonOutputs(output.value)
    case 'error-json':
      return [{ error: JSON.stringify(output.value) }]
    case 'content': {
      const said = output.value.map(partText).filter((text) => text.trim() !== '')
      return said.length === 0 ? [textOutput('text', '')] : said.map((text) => ({ text }))
    }
  }
}

/** A call's arguments; the service takes objects only. */
export const parametersOf = ({ input }: ToolCallPart): JsonObject => (isJsonObject(input) ? input : { input })

/** A call and what came of it. */
export interface Answered {
  readonly call: ToolCallPart | undefined
  readonly result: ToolResultPart
}

/** Pairs results with calls and puts them in the order of the calls, for the wire has no ids. */
export const paired = (calls: readonly ToolCallPart[], results: readonly ToolResultPart[]): Answered[] => {
  const open = [...results]
  const answered = calls.flatMap((call): Answered[] => {
    const at = open.findIndex(({ toolCallId }) => toolCallId === call.toolCallId)
    const [result] = at === -1 ? [] : open.splice(at, 1)
    return result === undefined ? [] : [{ call, result }]
  })
  return [...answered, ...open.map((result) => ({ call: undefined, result }))]
}
