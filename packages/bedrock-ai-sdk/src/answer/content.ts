import type {
  LanguageModelV4CustomContent,
  LanguageModelV4File,
  LanguageModelV4Reasoning,
  LanguageModelV4Source,
  LanguageModelV4Text,
  LanguageModelV4ToolCall,
} from '@ai-sdk/provider'
import type { AssistantPart, FinishReason, Generation, ObjectStrategy } from '@x/bedrock-core'
import { defined } from '@x/bedrock-core/family'
import { jsonTool } from '../object-call.ts'
import { citationOf, sourceOf } from './citations.ts'
import { toJson, toValue } from './json.ts'
import { jsonOnly } from './json-only.ts'

/** What Bedrock's models say. */
export type Content =
  | LanguageModelV4Text
  | LanguageModelV4Reasoning
  | LanguageModelV4Source
  | LanguageModelV4ToolCall
  | LanguageModelV4File
  | LanguageModelV4CustomContent

type Text = Extract<AssistantPart, { type: 'text' }>

const texts = ({ text, citations = [] }: Text, block: number): readonly Content[] => {
  const ids = citations.map((_, at) => `source-${block}-${at}`)
  return [
    {
      type: 'text',
      text,
      ...(citations.length === 0
        ? {}
        : {
            citations: citations.map((citation, at) => citationOf(citation, ids[at] ?? '')),
            providerMetadata: { bedrock: { citations: citations.map(toJson) } },
          }),
    },
    ...citations.map((citation, at) => sourceOf(citation, ids[at] ?? '')),
  ]
}

const onlyJson = (part: Text): Text => {
  const only = jsonOnly()
  return { ...part, text: only.push(part.text) + only.end() }
}

/** The input of a call as text; one that was no JSON is text already. */
export const inputOf = ({ input, invalid }: Extract<AssistantPart, { type: 'tool-call' }>): string =>
  invalid && typeof input === 'string' ? input : JSON.stringify(input)

const partsOf = (part: AssistantPart, block: number, strategy: ObjectStrategy | undefined): readonly Content[] => {
  switch (part.type) {
    case 'text':
      return texts(strategy === 'instructions' ? onlyJson(part) : part, block)
    case 'reasoning': {
      const { text, signature, redacted } = part
      return [{ type: 'reasoning', text, providerMetadata: { bedrock: defined({ signature, redacted }) } }]
    }
    case 'tool-call': {
      const { toolCallId, toolName } = part
      if (strategy === 'tool' && toolName === jsonTool) return [{ type: 'text', text: inputOf(part) }]
      return [{ type: 'tool-call', toolCallId, toolName, input: inputOf(part) }]
    }
    case 'file': {
      const { mediaType, data } = part
      if (typeof data === 'object' && 'uri' in data) return []
      return [{ type: 'file', mediaType, data: { type: 'data', data } }]
    }
    case 'raw':
      return [
        {
          type: 'custom',
          kind: 'bedrock.raw',
          providerMetadata: { bedrock: { format: part.format, value: toValue(part.value) } },
        },
      ]
  }
}

/** What a model said, in the AI SDK's parts. What it said beside the tool that holds its answer would spoil the JSON. */
export const contentOf = ({ content, toolCalls }: Generation, strategy?: ObjectStrategy): Content[] => {
  const answered = strategy === 'tool' && toolCalls.some(({ toolName }) => toolName === jsonTool)
  return content.flatMap((part, block) => (answered && part.type === 'text' ? [] : partsOf(part, block, strategy)))
}

/** A call of the tool that holds the answer is the answer's end, not a call. */
export const finishOf = (
  { finishReason, rawFinishReason, toolCalls }: Pick<Generation, 'finishReason' | 'rawFinishReason' | 'toolCalls'>,
  strategy?: ObjectStrategy,
): { readonly unified: FinishReason; readonly raw: string | undefined } => ({
  unified:
    strategy === 'tool' && finishReason === 'tool-calls' && toolCalls.every(({ toolName }) => toolName === jsonTool)
      ? 'stop'
      : finishReason,
  raw: rawFinishReason,
})
