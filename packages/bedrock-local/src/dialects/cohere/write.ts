import { type JsonObject, objectsOf } from '@x/bedrock-core/family'
import { type Block, type BlockEvent, collectBlocks } from '../../answer/blocks.ts'
import type { AnswerCitation, AnswerFinish } from '../../answer/step.ts'
import type { Answer, AnswerEnd, AnswerHead, StreamWriter } from '../dialect.ts'
import { objectFrom } from '../read.ts'
import { idFrom } from '../seed.ts'

const finishReasons: Readonly<Record<AnswerFinish, string>> = {
  end: 'COMPLETE',
  length: 'MAX_TOKENS',
  'tool-call': 'COMPLETE',
  'stop-sequence': 'STOP_SEQUENCE',
  filtered: 'ERROR_TOXIC',
  guardrail: 'COMPLETE',
}

const textOf = (blocks: readonly Block[]): string =>
  blocks.map((block) => (block.kind === 'text' ? block.text : '')).join('')

const callsOf = (blocks: readonly Block[]): JsonObject[] =>
  blocks.flatMap((block) =>
    block.kind === 'tool-call' ? [{ name: block.name, parameters: objectFrom(block.input) }] : [],
  )

const citationOf = ({ text, documentIndex, start, end }: AnswerCitation): JsonObject => ({
  start,
  end,
  text,
  document_ids: [`doc_${documentIndex}`],
})

const citationsOf = (blocks: readonly Block[]): JsonObject[] =>
  blocks.flatMap((block) => (block.kind === 'text' ? block.citations.map(citationOf) : []))

const bodyOf = (head: AnswerHead, blocks: readonly Block[], end: AnswerEnd): JsonObject => {
  const text = textOf(blocks)
  const calls = callsOf(blocks)
  const citations = citationsOf(blocks)
  return {
    response_id: `${idFrom(head.seed, 8)}/${idFrom(`${head.seed} response`, 32)}`,
    text,
    generation_id: idFrom(`${head.seed} generation`, 32),
    chat_history: [
      ...objectsOf(head.body, 'chat_history'),
      { role: 'USER', message: head.body['message'] },
      { role: 'CHATBOT', message: text },
    ],
    finish_reason: finishReasons[end.finish],
    ...(calls.length === 0 ? {} : { tool_calls: calls }),
    ...(citations.length === 0 ? {} : { citations }),
  }
}

/** A whole Command R answer. It counts nothing: the counts are in the headers (recorded). */
export const whole = (answer: Answer): JsonObject => bodyOf(answer, answer.blocks, answer.end)

/**
 * A streamed Command R answer: no `stream-start`, and the whole text once more at the end (recorded). Tool calls and citations
 * have the event names of Cohere's own API; no recording shows them on Bedrock. There is no word for reasoning, so none is sent.
 */
export const stream = (head: AnswerHead): StreamWriter => {
  const told: BlockEvent[] = []
  const chunk = (event_type: string, more: JsonObject) => ({
    type: 'chunk',
    payload: { is_finished: event_type === 'stream-end', event_type, ...more },
  })
  return {
    start: () => [],
    block: (event) => {
      told.push(event)
      if (event.type !== 'piece') return []
      if (event.piece.type === 'text') return [chunk('text-generation', { text: event.piece.text })]
      return event.piece.type === 'citation'
        ? [chunk('citation-generation', { citations: [citationOf(event.piece.citation)] })]
        : []
    },
    finish: (end) => {
      const blocks = collectBlocks(told)
      const calls = callsOf(blocks)
      const tokens = { input_tokens: end.inputTokens, output_tokens: end.outputTokens }
      const meta = { api_version: { version: '1' }, billed_units: tokens, tokens }
      return [
        ...(calls.length === 0 ? [] : [chunk('tool-calls-generation', { tool_calls: calls })]),
        chunk('stream-end', {
          response: { ...bodyOf(head, blocks, end), meta },
          finish_reason: finishReasons[end.finish],
        }),
      ]
    },
  }
}
