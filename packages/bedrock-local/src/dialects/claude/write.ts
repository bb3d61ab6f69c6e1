import type { JsonObject } from '@x/bedrock-core/family'
import { type Block, type BlockEvent, emptyBlock, type Piece } from '../../answer/blocks.ts'
import type { AnswerCitation, AnswerFinish } from '../../answer/step.ts'
import type { Answer, AnswerEnd, AnswerHead, StreamWriter } from '../dialect.ts'
import { objectFrom } from '../read.ts'
import { idFrom } from '../seed.ts'

const stopReasons: Readonly<Record<AnswerFinish, string>> = {
  end: 'end_turn',
  length: 'max_tokens',
  'tool-call': 'tool_use',
  'stop-sequence': 'stop_sequence',
  filtered: 'refusal',
  guardrail: 'end_turn',
}

const citationOf = ({ text, title, documentIndex, start, end }: AnswerCitation): JsonObject => ({
  type: 'char_location',
  cited_text: text,
  document_index: documentIndex,
  document_title: title,
  start_char_index: start,
  end_char_index: end,
})

const contentOf = (block: Block): JsonObject => {
  switch (block.kind) {
    case 'text':
      return {
        type: 'text',
        text: block.text,
        ...(block.citations.length === 0 ? {} : { citations: block.citations.map(citationOf) }),
      }
    case 'reasoning':
      return { type: 'thinking', thinking: block.text, signature: block.signature }
    case 'redacted-reasoning':
      return { type: 'redacted_thinking', data: block.data }
    case 'tool-call':
      return { type: 'tool_use', id: block.id, name: block.name, input: objectFrom(block.input) }
  }
}

const deltaOf = (piece: Piece): JsonObject => {
  switch (piece.type) {
    case 'text':
      return { type: 'text_delta', text: piece.text }
    case 'citation':
      return { type: 'citations_delta', citation: citationOf(piece.citation) }
    case 'reasoning':
      return { type: 'thinking_delta', thinking: piece.text }
    case 'reasoning-signature':
      return { type: 'signature_delta', signature: piece.signature }
    case 'tool-input':
      return { type: 'input_json_delta', partial_json: piece.text }
  }
}

/** `us.anthropic.claude-haiku-4-5-20251001-v1:0` calls itself `claude-haiku-4-5-20251001` (recorded). */
const ownName = (model: string): string => /claude-[a-z0-9-]*?(?=-v\d+(?::\d+)?$|$)/.exec(model)?.[0] ?? model

const messageOf = (
  head: AnswerHead,
  content: readonly JsonObject[],
  stopReason: string | null,
  usage: JsonObject,
): JsonObject => ({
  model: ownName(head.model),
  id: `msg_bdrk_01${idFrom(head.seed, 22)}`,
  type: 'message',
  role: 'assistant',
  content,
  stop_reason: stopReason,
  stop_sequence: null,
  usage,
})

const usageOf = (
  counts: Pick<AnswerEnd, 'inputTokens' | 'outputTokens' | 'cacheReadTokens' | 'cacheWriteTokens'>,
): JsonObject => ({
  input_tokens: counts.inputTokens,
  cache_creation_input_tokens: counts.cacheWriteTokens ?? 0,
  cache_read_input_tokens: counts.cacheReadTokens ?? 0,
  output_tokens: counts.outputTokens,
})

/** A whole message. */
export const whole = (answer: Answer): JsonObject =>
  messageOf(answer, answer.blocks.map(contentOf), stopReasons[answer.end.finish], usageOf(answer.end))

/** A streamed message. `message_start` says the counts known by then; Bedrock's say one to four output tokens there (recorded). */
export const stream = (head: AnswerHead): StreamWriter => {
  const chunk = (payload: JsonObject) => ({ type: 'chunk', payload })
  const on = (event: BlockEvent): JsonObject[] => {
    if (event.type === 'open') {
      const start = {
        type: 'content_block_start',
        index: event.index,
        content_block: contentOf(emptyBlock(event.block)),
      }
      // A tool's first delta is always empty (recorded).
      const empty = {
        type: 'content_block_delta',
        index: event.index,
        delta: { type: 'input_json_delta', partial_json: '' },
      }
      return event.block.kind === 'tool-call' ? [start, empty] : [start]
    }
    return event.type === 'piece'
      ? [{ type: 'content_block_delta', index: event.index, delta: deltaOf(event.piece) }]
      : [{ type: 'content_block_stop', index: event.index }]
  }
  return {
    start: () => [
      chunk({
        type: 'message_start',
        message: messageOf(head, [], null, usageOf({ ...head, outputTokens: 1 })),
      }),
    ],
    block: (event) => on(event).map(chunk),
    finish: (end) => [
      chunk({
        type: 'message_delta',
        delta: { stop_reason: stopReasons[end.finish], stop_sequence: null },
        usage: { output_tokens: end.outputTokens },
      }),
      chunk({ type: 'message_stop' }),
    ],
  }
}
