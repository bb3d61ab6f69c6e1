import { type Generation, replyOf } from '@x/bedrock-core'
import { isJsonObject, type JsonObject, type Turn } from '@x/bedrock-core/family'
import { checked } from '@x/bedrock-core/testing'
import { isAnswered, recorded } from '@x/recordings'
import { describe, expect, it } from 'vitest'
import { messages } from './messages/format.ts'
import { readIndependently } from './test/independent-reading.ts'
import { exchangesOf, isCompletion } from './test/recordings.ts'
import { replay } from './test/replay.ts'

const answered = exchangesOf('invoke', 'invoke-with-response-stream').filter(
  (exchange) => isAnswered(exchange) && !isCompletion(exchange),
)

/** The turn after an answer: its tools' results, or the next question. */
const after = ({ toolCalls }: Generation): Turn =>
  toolCalls.length === 0
    ? { role: 'user', content: [{ type: 'text', text: 'Go on.' }] }
    : {
        role: 'tool',
        content: toolCalls.map(({ toolCallId, toolName }) => ({
          type: 'tool-result',
          toolCallId,
          toolName,
          output: { type: 'json', value: { done: true } },
        })),
      }

const contentOf = (message: unknown): unknown =>
  typeof message === 'object' && message !== null && 'content' in message ? message.content : undefined

describe.skipIf(!recorded)('what Claude said, said again', () => {
  it(`goes back as it came, ids and signatures too (${answered.length})`, async () => {
    for (const exchange of answered) {
      const generation = await replay.generation(exchange)
      const reply = replyOf(generation)
      if (typeof reply.content === 'string') throw new Error('a reply is a list')
      const turns: Turn[] = [
        { role: 'user', content: [{ type: 'text', text: 'Before.' }] },
        { role: 'assistant', content: reply.content },
        after(generation),
      ]
      const { body, warnings } = checked(messages).encode(
        { system: [], messages: turns, tools: [], options: {} },
        exchange.model,
      )
      const sent: JsonObject = JSON.parse(JSON.stringify(body))
      const said = readIndependently(exchange).content.filter(
        (block) => block['type'] !== 'text' || String(block['text']).trim() !== '',
      )
      const written = Array.isArray(sent['messages']) ? sent['messages'].filter(isJsonObject) : []
      expect(warnings, exchange.id).toEqual([])
      if (said.length === 0) expect(written).toHaveLength(1)
      else expect(contentOf(written[1]), exchange.id).toEqual(said)
    }
    expect(answered.length).toBeGreaterThan(400)
  })
})
