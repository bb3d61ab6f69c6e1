import { replyOf } from '@x/bedrock-core'
import { type Prompt, readList, type Turn } from '@x/bedrock-core/family'
import { checked } from '@x/bedrock-core/testing'
import { recorded } from '@x/recordings'
import { describe, expect, it } from 'vitest'
import { chat } from './chat/format.ts'
import { ossConverse } from './converse.ts'
import { readIndependently } from './test/independent-reading.ts'
import { promptOf } from './test/prompt.ts'
import { answeredBy } from './test/recordings.ts'
import { replay } from './test/replay.ts'

const exchanges = answeredBy('invoke', 'invoke-with-response-stream', 'openai-chat')

const isBlank = (text: unknown): boolean => typeof text === 'string' && text.trim() === ''

/** Every text anywhere in a body. */
const textsIn = (value: unknown): unknown[] => {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, member]) =>
    (key === 'text' || key === 'content') && typeof member === 'string' ? [member] : textsIn(member),
  )
}

describe.skipIf(!recorded)('what gpt-oss said, said again', () => {
  it(`keeps text and calls, never thoughts, tags or blanks (${exchanges.length})`, async () => {
    for (const exchange of exchanges) {
      const generation = await replay.generation(exchange)
      const reply = replyOf(generation)
      if (typeof reply.content === 'string') throw new Error('a reply is a list')
      const results: Turn[] = generation.toolCalls.map(({ toolCallId, toolName }) => ({
        role: 'tool',
        content: [{ type: 'tool-result', toolCallId, toolName, output: { type: 'json', value: { done: true } } }],
      }))
      const prompt: Prompt = promptOf({
        messages: [...promptOf().messages, { role: 'assistant', content: reply.content }, ...results],
      })
      const said = readIndependently(exchange)
      const { body, warnings } = checked(chat).encode(prompt, exchange.model)
      const [, message] = readList(body, 'messages')
      if (said.text === '' && said.calls.length === 0) expect(message).toBeUndefined()
      else
        expect(message, exchange.id).toMatchObject({
          role: 'assistant',
          ...(said.text === '' ? {} : { content: said.text }),
          ...(said.calls.length === 0
            ? {}
            : { tool_calls: said.calls.map(({ id, name }) => ({ id, type: 'function', function: { name } })) }),
        })
      expect(warnings?.map(({ code }) => code)).toEqual(said.reasoning === '' ? [] : ['reasoning-removed'])
      for (const encoded of [body, checked(ossConverse).encode(prompt, exchange.model).body]) {
        expect(JSON.stringify(encoded)).not.toMatch(/reasoning/)
        expect(textsIn(encoded).filter(isBlank)).toEqual([])
      }
    }
  })
})
