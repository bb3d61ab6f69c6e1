import type { LanguageModelV4StreamPart } from '@ai-sdk/provider'
import type { Citation, ObjectStrategy, StreamPart } from '@x/bedrock-core'
import { defined } from '@x/bedrock-core/family'
import { jsonTool } from '../object-call.ts'
import { type CallWarning, fromCore } from '../warnings.ts'
import { citationOf, sourceOf } from './citations.ts'
import { finishOf, inputOf } from './content.ts'
import { toJson, toValue } from './json.ts'
import { type JsonOnly, jsonOnly } from './json-only.ts'
import { metadataOf, responseOf } from './metadata.ts'
import { usageOf } from './usage.ts'

/** What a stream of ours is made of. */
export type Part =
  | Exclude<LanguageModelV4StreamPart, { type: Unsaid }>
  | { readonly type: 'stream-start'; readonly warnings: CallWarning[] }
  | Finish

type Unsaid = 'ping' | 'reasoning-file' | 'tool-approval-request' | 'tool-result' | 'stream-start' | 'finish'
type Finish = Omit<Extract<LanguageModelV4StreamPart, { type: 'finish' }>, 'finishReason'> & {
  finishReason: ReturnType<typeof finishOf>
}
type Parts = readonly Part[]

/** Puts the steps of one answer into the AI SDK's, one at a time; what it remembers are citations of the open text. */
export const streamMapper = (
  warnings: readonly CallWarning[],
  format: () => string,
  strategy?: ObjectStrategy,
): ((part: StreamPart) => Parts) => {
  let cited: Citation[] = []
  let sources = 0
  // Of the open text, where JSON was asked for in words.
  let only: JsonOnly | undefined
  // The call whose input is the answer, and so goes out as text.
  let answering: string | undefined
  const endOfText = (id: string): Parts => {
    if (cited.length === 0) return [{ type: 'text-end', id }]
    const citations = cited
    cited = []
    return [
      {
        type: 'text-end',
        id,
        citations: citations.map((citation, at) => citationOf(citation, `source-${sources - citations.length + at}`)),
        providerMetadata: { bedrock: { citations: citations.map(toJson) } },
      },
    ]
  }
  return (part) => {
    switch (part.type) {
      case 'text-delta': {
        const delta = only === undefined ? part.text : only.push(part.text)
        return delta === '' ? [] : [{ type: 'text-delta', id: part.id, delta }]
      }
      case 'reasoning-delta':
        return [{ type: 'reasoning-delta', id: part.id, delta: part.text }]
      case 'tool-input-delta':
        return [part.id === answering ? { type: 'text-delta', id: part.id, delta: part.delta } : part]
      case 'restart':
        return [{ type: 'error', error: part.error }]
      case 'start':
        return [
          { type: 'stream-start', warnings: [...warnings, ...fromCore(part.warnings)] },
          { type: 'response-metadata', ...responseOf(part.response) },
        ]
      case 'text-start':
        if (strategy === 'instructions') only = jsonOnly()
        return [part]
      case 'reasoning-start':
        return [part]
      case 'text-end': {
        const rest = only?.end() ?? ''
        only = undefined
        const end = endOfText(part.id)
        return rest === '' ? end : [{ type: 'text-delta', id: part.id, delta: rest }, ...end]
      }
      case 'reasoning-end': {
        const { id, signature, redacted } = part
        const own = defined({ signature, redacted })
        return [
          {
            type: 'reasoning-end',
            id,
            ...(Object.keys(own).length === 0 ? {} : { providerMetadata: { bedrock: own } }),
          },
        ]
      }
      case 'tool-input-start':
        if (strategy !== 'tool' || part.toolName !== jsonTool) return [part]
        answering = part.id
        return [{ type: 'text-start', id: part.id }]
      case 'tool-input-end':
        return [part.id === answering ? { type: 'text-end', id: part.id } : part]
      case 'tool-call': {
        const { toolCallId, toolName } = part
        return toolCallId === answering ? [] : [{ type: 'tool-call', toolCallId, toolName, input: inputOf(part) }]
      }
      case 'source':
        cited.push(part.citation)
        sources += 1
        return [sourceOf(part.citation, `source-${sources - 1}`)]
      case 'file':
        return [{ type: 'file', mediaType: part.mediaType, data: { type: 'data', data: part.data } }]
      case 'raw':
        return [
          {
            type: 'custom',
            kind: 'bedrock.raw',
            providerMetadata: { bedrock: { format: format(), value: toValue(part.value) } },
          },
        ]
      case 'finish': {
        const { generation } = part
        return [
          {
            type: 'finish',
            finishReason: finishOf(generation, strategy),
            usage: usageOf(generation.usage),
            providerMetadata: metadataOf(generation, strategy),
          },
        ]
      }
    }
  }
}
