import type { JsonObject } from '@x/bedrock-core/family'
import type { Block, BlockEvent, Piece } from '../../answer/blocks.ts'
import type { AnswerCitation, AnswerFinish } from '../../answer/step.ts'
import type { WireEvent } from '../../wire/frames.ts'
import type { Answer, AnswerEnd, AnswerHead, StreamWriter } from '../dialect.ts'
import { objectFrom } from '../read.ts'

const stopReasons: Readonly<Record<AnswerFinish, string>> = {
  end: 'end_turn',
  length: 'max_tokens',
  'tool-call': 'tool_use',
  'stop-sequence': 'stop_sequence',
  filtered: 'content_filtered',
  guardrail: 'guardrail_intervened',
}

const citationOf = ({ text, title, documentIndex, start, end }: AnswerCitation): JsonObject => ({
  title,
  sourceContent: [{ text }],
  location: { documentChar: { documentIndex, start, end } },
})

const contentOf = (block: Block): JsonObject => {
  switch (block.kind) {
    case 'text':
      return block.citations.length === 0
        ? { text: block.text }
        : { citationsContent: { content: [{ text: block.text }], citations: block.citations.map(citationOf) } }
    case 'reasoning':
      return {
        reasoningContent: {
          reasoningText: { ...(block.signature === '' ? {} : { signature: block.signature }), text: block.text },
        },
      }
    case 'redacted-reasoning':
      return { reasoningContent: { redactedContent: block.data } }
    case 'tool-call':
      return { toolUse: { input: objectFrom(block.input), name: block.name, toolUseId: block.id } }
  }
}

const deltaOf = (piece: Piece): JsonObject => {
  switch (piece.type) {
    case 'text':
      return { text: piece.text }
    case 'citation':
      return { citation: citationOf(piece.citation) }
    case 'reasoning':
      return { reasoningContent: { text: piece.text } }
    case 'reasoning-signature':
      return { reasoningContent: { signature: piece.signature } }
    case 'tool-input':
      return { toolUse: { input: piece.text } }
  }
}

/** `inputTokens` leaves out what came from or went to a cache; the total holds all (24 of 24 recorded cached answers). */
const usageOf = (end: AnswerEnd): JsonObject => {
  const read = end.cacheReadTokens ?? 0
  const write = end.cacheWriteTokens ?? 0
  return {
    cacheReadInputTokenCount: read,
    cacheReadInputTokens: read,
    cacheWriteInputTokenCount: write,
    cacheWriteInputTokens: write,
    inputTokens: end.inputTokens,
    outputTokens: end.outputTokens,
    totalTokens: end.inputTokens + end.outputTokens + read + write,
  }
}

/** A whole Converse answer. */
export const whole = (answer: Answer): JsonObject => ({
  metrics: { latencyMs: answer.end.latencyMs },
  output: { message: { content: answer.blocks.map(contentOf), role: 'assistant' } },
  stopReason: stopReasons[answer.end.finish],
  usage: usageOf(answer.end),
})

const event = (type: string, payload: JsonObject): WireEvent => ({ type, payload })

/** Only tools have a contentBlockStart; text and reasoning begin with their first delta (recorded). */
const blockEvents = (told: BlockEvent): WireEvent[] => {
  const contentBlockIndex = told.index
  const delta = (said: JsonObject): WireEvent => event('contentBlockDelta', { contentBlockIndex, delta: said })
  if (told.type === 'piece') return [delta(deltaOf(told.piece))]
  if (told.type === 'close') return [event('contentBlockStop', { contentBlockIndex })]
  if (told.block.kind === 'redacted-reasoning')
    return [delta({ reasoningContent: { redactedContent: told.block.data } })]
  if (told.block.kind !== 'tool-call') return []
  const start = { toolUse: { name: told.block.name, toolUseId: told.block.id } }
  // A tool's first delta is always empty (recorded).
  return [event('contentBlockStart', { contentBlockIndex, start }), delta({ toolUse: { input: '' } })]
}

/** A streamed Converse answer. `metadata` follows `messageStop`. */
export const stream = (_head: AnswerHead): StreamWriter => ({
  start: () => [event('messageStart', { role: 'assistant' })],
  block: blockEvents,
  finish: (end) => [
    event('messageStop', { stopReason: stopReasons[end.finish] }),
    event('metadata', { metrics: { latencyMs: end.latencyMs }, usage: usageOf(end) }),
  ],
})
