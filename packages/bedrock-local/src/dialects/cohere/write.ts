import { type JsonObject, objectsOf } from '@x/bedrock-core/family'
import { type Block, type BlockEvent, collectBlocks } from '../../answer/blocks.ts'
import type { AnswerFinish } from '../../answer/step.ts'
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

/** Documents are numbered in the order in which they came. */
const documentId = (index: number): string => `doc_${index}`

const documentsOf = ({ body }: AnswerHead): JsonObject[] =>
  objectsOf(body, 'documents').map((document, index) => ({ id: documentId(index), ...document }))

/** `start` and `end` count characters of the answer, not of the document. */
const citationsOf = (blocks: readonly Block[]): JsonObject[] => {
  let before = 0
  return blocks.flatMap((block) => {
    if (block.kind !== 'text') return []
    const began = before
    before += block.text.length
    return block.citations.map(({ text, documentIndex }) => {
      const at = block.text.lastIndexOf(text)
      const start = began + Math.max(at, 0)
      const end = at < 0 ? before : start + text.length
      return {
        start,
        end,
        text: block.text.slice(start - began, end - began),
        document_ids: [documentId(documentIndex)],
      }
    })
  })
}

const bodyOf = (head: AnswerHead, blocks: readonly Block[], end: AnswerEnd): JsonObject => {
  const text = textOf(blocks)
  const calls = callsOf(blocks)
  const citations = citationsOf(blocks)
  const documents = documentsOf(head)
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
    ...(documents.length === 0 ? {} : { documents }),
  }
}

/** A whole Command R answer. It counts nothing: the counts are in the headers (recorded). */
export const whole = (answer: Answer): JsonObject => bodyOf(answer, answer.blocks, answer.end)

/**
 * A streamed Command R answer: no `stream-start`, and the whole text once more at the end (recorded). Documents come before the
 * text, citations after it; their events and those of tool calls have the names of Cohere's own API, and no recording shows them
 * on Bedrock. There is no word for reasoning, so none is sent.
 */
export const stream = (head: AnswerHead): StreamWriter => {
  const told: BlockEvent[] = []
  const chunk = (event_type: string, more: JsonObject) => ({
    type: 'chunk',
    payload: { is_finished: event_type === 'stream-end', event_type, ...more },
  })
  return {
    start: () => {
      const documents = documentsOf(head)
      return documents.length === 0 ? [] : [chunk('search-results', { documents })]
    },
    block: (event) => {
      told.push(event)
      return event.type === 'piece' && event.piece.type === 'text'
        ? [chunk('text-generation', { text: event.piece.text })]
        : []
    },
    finish: (end) => {
      const blocks = collectBlocks(told)
      const calls = callsOf(blocks)
      const tokens = { input_tokens: end.inputTokens, output_tokens: end.outputTokens }
      const meta = { api_version: { version: '1' }, billed_units: tokens, tokens }
      return [
        ...citationsOf(blocks).map((citation) => chunk('citation-generation', { citations: [citation] })),
        ...(calls.length === 0 ? [] : [chunk('tool-calls-generation', { tool_calls: calls })]),
        chunk('stream-end', {
          response: { ...bodyOf(head, blocks, end), meta },
          finish_reason: finishReasons[end.finish],
        }),
      ]
    },
  }
}
