import { type Message, replyOf, type ToolCallPart, type ToolOutput, type ToolResultPart } from '@x/bedrock-core'
import type { AnswerPart, StreamPart } from '@x/bedrock-core/ui'
import { tools } from './tools.ts'

type Ask = (messages: readonly Message[]) => AsyncIterable<StreamPart>

const mostCalls = 5

const outputOf = ({ toolName, input, invalid }: ToolCallPart): ToolOutput => {
  const tool = Object.hasOwn(tools, toolName) ? tools[toolName] : undefined
  if (tool === undefined) return { type: 'error-text', value: 'There is no such tool.' }
  if (invalid) return { type: 'error-text', value: 'The input is not JSON.' }
  return tool.run(input)
}

const resultOf = (call: ToolCallPart): ToolResultPart => ({
  type: 'tool-result',
  toolCallId: call.toolCallId,
  toolName: call.toolName,
  output: outputOf(call),
})

/** Asks the model, runs the tools it calls, and asks again with their results until it calls none. */
export async function* answer(ask: Ask, messages: readonly Message[]): AsyncGenerator<AnswerPart, void> {
  let conversation = messages
  for (let calls = 1; ; calls++) {
    let results: readonly ToolResultPart[] = []
    for await (const part of ask(conversation)) {
      const { toolCalls } = part.type === 'finish' ? part.generation : { toolCalls: [] }
      if (part.type !== 'finish' || toolCalls.length === 0 || calls === mostCalls) {
        yield part
        continue
      }
      results = toolCalls.map(resultOf)
      conversation = [...conversation, replyOf(part.generation), { role: 'tool', content: results }]
    }
    if (results.length === 0) return
    yield* results
  }
}
