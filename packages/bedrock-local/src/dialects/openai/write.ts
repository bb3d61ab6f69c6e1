import { type Json, type JsonObject, maybeObject } from '@x/bedrock-core/family'
import type { Block, BlockEvent } from '../../answer/blocks.ts'
import type { AnswerFinish } from '../../answer/step.ts'
import type { Answer, AnswerEnd, AnswerHead, StreamWriter } from '../dialect.ts'
import { idFrom } from '../seed.ts'

const finishReasons: Readonly<Record<AnswerFinish, string>> = {
  end: 'stop',
  length: 'length',
  'tool-call': 'tool_calls',
  'stop-sequence': 'stop',
  filtered: 'content_filter',
  guardrail: 'stop',
}

/** Thoughts stand in the text, between these; in a stream every piece has a pair of its own (213 of 213 recorded). */
const thought = (text: string): string => `<reasoning>${text}</reasoning>`

const contentOf = (blocks: readonly Block[]): string =>
  blocks
    .map((block) => (block.kind === 'text' ? block.text : block.kind === 'reasoning' ? thought(block.text) : ''))
    .join('')

const callsOf = (blocks: readonly Block[]): JsonObject[] =>
  blocks.flatMap((block) =>
    block.kind === 'tool-call'
      ? [
          {
            id: block.id,
            type: 'function',
            function: { name: block.name, arguments: block.input === '' ? '{}' : block.input },
          },
        ]
      : [],
  )

const envelope = (head: AnswerHead, object: string, choices: readonly Json[]): JsonObject => ({
  choices,
  // A fixed time: the same request is answered the same.
  created: 1_767_225_600,
  id: `chatcmpl-${idFrom(head.seed, 32)}`,
  model: head.model,
  object,
  service_tier: 'auto',
})

/** `prompt_tokens` holds what was read from a cache. */
const usageOf = (end: AnswerEnd): JsonObject => {
  const prompt = end.inputTokens + (end.cacheReadTokens ?? 0)
  return { completion_tokens: end.outputTokens, prompt_tokens: prompt, total_tokens: prompt + end.outputTokens }
}

/** A whole chat completion. */
export const whole = (answer: Answer): JsonObject => {
  const calls = callsOf(answer.blocks)
  const message = {
    content: contentOf(answer.blocks),
    refusal: null,
    role: 'assistant',
    ...(calls.length === 0 ? {} : { tool_calls: calls }),
  }
  const choice = { finish_reason: finishReasons[answer.end.finish], index: 0, logprobs: null, message }
  return { ...envelope(answer, 'chat.completion', [choice]), usage: usageOf(answer.end) }
}

/** A streamed chat completion. Signatures, redacted thoughts and citations have no words here and are left out. */
export const stream = (head: AnswerHead): StreamWriter => {
  let calls = -1
  const chunk = (choices: readonly Json[], more: JsonObject = {}) => ({
    type: 'chunk',
    payload: { ...envelope(head, 'chat.completion.chunk', choices), ...more },
  })
  const delta = (said: JsonObject, finish: string | null = null) =>
    chunk([{ delta: said, finish_reason: finish, index: 0 }])
  const call = (more: JsonObject) => delta({ tool_calls: [{ index: calls, ...more }] })

  const block = (event: BlockEvent) => {
    if (event.type === 'open' && event.block.kind === 'tool-call') {
      calls += 1
      return [call({ id: event.block.id, type: 'function', function: { name: event.block.name, arguments: '' } })]
    }
    if (event.type !== 'piece') return []
    if (event.piece.type === 'text') return [delta({ content: event.piece.text })]
    if (event.piece.type === 'reasoning') return [delta({ content: thought(event.piece.text) })]
    return event.piece.type === 'tool-input' ? [call({ function: { arguments: event.piece.text } })] : []
  }

  return {
    start: () => [delta({ content: '', role: 'assistant' })],
    block,
    finish: (end) => [
      delta({}, finishReasons[end.finish]),
      ...(maybeObject(head.body, 'stream_options')?.['include_usage'] === true
        ? [chunk([], { usage: usageOf(end) })]
        : []),
    ],
  }
}
