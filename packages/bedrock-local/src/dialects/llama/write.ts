import type { JsonObject } from '@x/bedrock-core/family'
import type { AnswerFinish } from '../../answer/step.ts'
import { tokensIn } from '../../answer/tokens.ts'
import type { Answer, AnswerHead, StreamWriter } from '../dialect.ts'

const stopReasons: Readonly<Record<AnswerFinish, string>> = {
  end: 'stop',
  length: 'length',
  'tool-call': 'stop',
  'stop-sequence': 'stop',
  filtered: 'stop',
  guardrail: 'stop',
}

/** A whole generation: text is all that this form can say. */
export const whole = ({ blocks, end }: Answer): JsonObject => ({
  generation: blocks.map((block) => (block.kind === 'text' ? block.text : '')).join(''),
  prompt_token_count: end.inputTokens,
  generation_token_count: end.outputTokens,
  stop_reason: stopReasons[end.finish],
})

/** A streamed generation: the prompt is counted in the first chunk only, the answer in each, up to there (4 of 4 recorded). */
export const stream = (head: AnswerHead): StreamWriter => {
  let text = ''
  let first = true
  const chunk = (generation: string, tokens: number, stop_reason: string | null) => {
    const prompt_token_count = first ? head.inputTokens : null
    first = false
    return { type: 'chunk', payload: { generation, prompt_token_count, generation_token_count: tokens, stop_reason } }
  }
  return {
    start: () => [],
    block: (event) => {
      if (event.type !== 'piece' || event.piece.type !== 'text') return []
      text += event.piece.text
      return [chunk(event.piece.text, tokensIn(text), null)]
    },
    finish: (end) => [chunk('', end.outputTokens, stopReasons[end.finish])],
  }
}
