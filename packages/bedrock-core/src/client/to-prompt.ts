import { BedrockError } from '../errors/bedrock-error.ts'
import { legalToolName } from '../family/legal-names.ts'
import type { TextPart } from '../speech/content.ts'
import { defined } from '../speech/defined.ts'
import type { Message, SystemMessage } from '../speech/message.ts'
import type { Prompt, Turn } from '../speech/prompt.ts'
import type { ToolDefinition } from '../speech/tool.ts'
import type { CallOptions } from './call-options.ts'

const invalid = (message: string): BedrockError<'invalid-argument'> => new BedrockError('invalid-argument', message)

const textParts = (content: string | readonly TextPart[]): readonly TextPart[] =>
  typeof content === 'string' ? [{ type: 'text', text: content }] : content

const systemParts = (message: SystemMessage): readonly TextPart[] => {
  const parts = textParts(message.content)
  const { cache } = message
  return parts.map((part, index) => (cache && index === parts.length - 1 ? { ...part, cache } : part))
}

/** Histories of other services hold names that Bedrock refuses, and callers may name their tools as they like. */
const named = <Part extends { readonly type: string; readonly toolName?: string }>(part: Part): Part =>
  part.toolName === undefined ? part : { ...part, toolName: legalToolName(part.toolName) }

const turnOf = ({ role, content }: Exclude<Message, SystemMessage>): Turn =>
  ({ role, content: typeof content === 'string' ? [{ type: 'text', text: content }] : content.map(named) }) as Turn

const toolsOf = (tools: CallOptions['tools']): readonly ToolDefinition[] =>
  Object.entries(tools ?? {}).map(([name, tool]) => ({ ...tool, name: legalToolName(name) }))

const inRange = (name: string, value: number | undefined, low: number, high: number): void => {
  if (value !== undefined && !(value >= low && value <= high))
    throw invalid(`${name} is ${value}; it must be between ${low} and ${high}.`)
}

/** Checks a caller's options and puts them in the one shape that formats encode. @throws BedrockError `invalid-argument` */
export const toPrompt = <Options extends object>(options: CallOptions<Options>): Prompt<Options> => {
  const { prompt, messages = [], system, toolChoice: choice, maxOutputTokens, temperature, topP } = options
  if (options.stopWhen ?? options.maxSteps) throw invalid('stopWhen and maxSteps are for runTools. Call runTools.')
  const all: readonly Message[] = prompt === undefined ? messages : [...messages, { role: 'user', content: prompt }]
  const firstTurn = all.findIndex((message) => message.role !== 'system')
  if (firstTurn === -1)
    throw invalid('There is nothing to answer. Pass `prompt`, or `messages` with at least one user turn.')
  const turns = all.slice(firstTurn).map((message, index) => {
    if (message.role === 'system')
      throw invalid(`messages[${firstTurn + index}] is a system message; system messages may only stand first.`)
    return turnOf(message)
  })
  inRange('maxOutputTokens', maxOutputTokens, 1, Number.MAX_SAFE_INTEGER)
  inRange('temperature', temperature, 0, 2)
  inRange('topP', topP, 0, 1)
  return {
    system: [
      ...(system === undefined ? [] : textParts(system)),
      ...all.slice(0, firstTurn).flatMap((message) => (message.role === 'system' ? systemParts(message) : [])),
    ],
    messages: turns,
    tools: toolsOf(options.tools),
    options: options.options ?? {},
    ...defined({
      toolChoice: typeof choice === 'object' ? { tool: legalToolName(choice.tool) } : choice,
      documents: options.documents,
      maxOutputTokens,
      temperature,
      topP,
      topK: options.topK,
      stopSequences: options.stopSequences,
      reasoning: options.reasoning,
      promptCache: options.promptCache,
      responseFormat: options.responseFormat,
    }),
  }
}
