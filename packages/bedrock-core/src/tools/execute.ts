import type { ToolOutput } from '../speech/content.ts'
import { type Json, parseJson } from '../speech/json.ts'
import type { Given, Tool, ToolContext } from './tool.ts'

const isMany = (given: Given<unknown>): given is AsyncIterable<unknown> =>
  typeof given === 'object' && given !== null && Symbol.asyncIterator in given

/** What a tool gave, and the same in words for the model. */
export interface Executed {
  readonly output: unknown
  readonly modelOutput: ToolOutput
}

/** Undefined, as of a tool that only does something, is null. Throws what JSON cannot say: a ring, a bigint. */
const jsonOf = (output: unknown): Json => parseJson(JSON.stringify(output) ?? 'null', null)

const wordsOf = (tool: Tool, output: unknown): ToolOutput => {
  if (tool.toModelOutput !== undefined) return tool.toModelOutput(output)
  return typeof output === 'string' ? { type: 'text', value: output } : { type: 'json', value: jsonOf(output) }
}

/** Runs a tool to its end. Of several outputs the last one counts; each is told as it comes. Throws what the tool throws. */
export const execute = async (
  tool: Tool,
  args: unknown,
  context: ToolContext,
  preliminary: (output: unknown) => void,
): Promise<Executed> => {
  const given = tool.execute?.(args, context)
  let output: unknown
  if (isMany(given))
    for await (output of given) {
      if (context.signal.aborted) break
      preliminary(output)
    }
  else output = await given
  return { output, modelOutput: wordsOf(tool, output) }
}
