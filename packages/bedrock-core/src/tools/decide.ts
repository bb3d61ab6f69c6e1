import { BedrockError } from '../errors/bedrock-error.ts'
import type { SchemaIssue } from '../schema/read-schema.ts'
import type { ToolCallPart } from '../speech/content.ts'
import type { Tool, ToolContext } from './tool.ts'
import type { ToolSet } from './tool-set.ts'

/** What is to become of a call. */
export type Decision =
  | { readonly kind: 'run'; readonly call: ToolCallPart; readonly tool: Tool; readonly args: unknown }
  | { readonly kind: 'ask'; readonly call: ToolCallPart }
  | { readonly kind: 'client'; readonly call: ToolCallPart }
  /** `errorText` is absent where the error is the server's own affair. */
  | { readonly kind: 'fail'; readonly call: ToolCallPart; readonly error: unknown; readonly errorText?: string }

const mostIssues = 10

const wordsOf = (issues: readonly SchemaIssue[]): string =>
  issues
    .slice(0, mostIssues)
    .map(({ path, message }) => (path.length === 0 ? message : `${path.join('.')}: ${message}`))
    .join('; ')

/** The model's own mistake: it is told, and may try again. */
const mistake = (call: ToolCallPart, errorText: string): Decision => ({
  kind: 'fail',
  call,
  error: new BedrockError('malformed', errorText),
  errorText,
})

const judge = async (
  call: ToolCallPart,
  tools: ToolSet,
  context: ToolContext,
  approved: boolean,
): Promise<Decision> => {
  const tool = Object.hasOwn(tools, call.toolName) ? tools[call.toolName] : undefined
  if (tool === undefined)
    return mistake(call, `There is no tool "${call.toolName}". The tools are: ${Object.keys(tools).join(', ')}.`)
  if (call.invalid) return mistake(call, 'The input of this call is not JSON. Call the tool again.')
  const checked = await tool.validate(call.input)
  if (checked.issues !== undefined)
    return mistake(call, `The input of this call does not fit the tool's schema: ${wordsOf(checked.issues)}.`)
  if (tool.execute === undefined) return { kind: 'client', call }
  if (!approved && (await tool.needsApproval?.(checked.value, context))) return { kind: 'ask', call }
  return { kind: 'run', call, tool, args: checked.value }
}

/** Holds a call to its tool's schema and asks whether it may run. An own check that throws is a failed call, never a lost one. */
export const decide = (
  call: ToolCallPart,
  tools: ToolSet,
  context: ToolContext,
  approved: boolean,
): Promise<Decision> => judge(call, tools, context, approved).catch((error: unknown) => ({ kind: 'fail', call, error }))
