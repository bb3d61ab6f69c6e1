import {
  type FilePart,
  isJsonObject,
  type JsonObject,
  noPlace,
  type TextPart,
  type ToolCallPart,
  type ToolOutput,
  type ToolResultPart,
  type Turn,
} from '@x/bedrock-core/family'

export const callsIn = (turns: readonly Turn[]): ToolCallPart[] =>
  turns.flatMap((turn) => (turn.role === 'assistant' ? turn.content.filter((part) => part.type === 'tool-call') : []))

export const resultsIn = (turns: readonly Turn[]): ToolResultPart[] =>
  turns.flatMap((turn) => (turn.role === 'tool' ? turn.content : []))

export const joined = (texts: readonly string[]): string => texts.join('\n\n')

/** @throws BedrockError `unsupported` for files */
export const plainText = (part: TextPart | FilePart): string => {
  if (part.type === 'text') return part.text
  throw noPlace('Command R’s chat form', 'a file', 'converse')
}

/** A result as the wire's list of objects. A tool that has nothing to say still has to say something. */
export const outputsOf = ({ type, value }: ToolOutput): readonly JsonObject[] => {
  if (type === 'json') {
    const values = [value].flat()
    if (values.length > 0 && values.every(isJsonObject)) return values
  }
  const text =
    type === 'content' ? joined(value.map(plainText)) : typeof value === 'string' ? value : JSON.stringify(value)
  return [{ [type.startsWith('error') ? 'error' : 'text']: text.trim() === '' ? '(empty)' : text }]
}

/** A call and what came of it. */
export interface Answered {
  readonly call: ToolCallPart
  readonly result: ToolResultPart
}

/** Pairs calls with their results, in the order of the calls, for the wire has no ids. */
export const paired = (calls: readonly ToolCallPart[], results: readonly ToolResultPart[]): Answered[] => {
  const byId = new Map(results.map((result) => [result.toolCallId, result]))
  return calls.flatMap((call): Answered[] => {
    const result = byId.get(call.toolCallId)
    return result ? [{ call, result }] : []
  })
}
