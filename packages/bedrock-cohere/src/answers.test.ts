import { BedrockError, type Generation, replyOf } from '@x/bedrock-core'
import type { Turn } from '@x/bedrock-core/family'
import { checked } from '@x/bedrock-core/testing'
import { bytesOf, cutsOf, type Exchange, isAnswered, isStream, recorded } from '@x/recordings'
import { describe, expect, it } from 'vitest'
import { chat } from './chat/format.ts'
import { cohereCommand } from './command.ts'
import { readIndependently } from './test/independent-reading.ts'
import { exchangesOf } from './test/recordings.ts'
import { replay } from './test/replay.ts'

const all = exchangesOf('cohere.command')
const good = all.filter(isAnswered)
const streams = good.filter(isStream)

const reportOf = (generation: Generation, source: string) =>
  generation.usage.reports.find((report) => report.source === source)

const agrees = (exchange: Exchange, generation: Generation): void => {
  const said = readIndependently(exchange)
  const [first = '', ...more] = said.texts
  expect(generation.content, exchange.id).toEqual([
    { type: 'text', text: first },
    ...more.map((text, index) => ({ type: 'raw', format: 'generate', value: { index: index + 1, text } })),
  ])
  expect(generation.text).toBe(first)
  expect(generation.rawFinishReason).toBe(said.finishReason)
  expect(generation.response.id).toBe(said.id)
  if (said.tokens['input_tokens'] !== undefined)
    expect(reportOf(generation, 'body')).toEqual({
      source: 'body',
      inputTokens: said.tokens['input_tokens'],
      outputTokens: said.tokens['output_tokens'],
      billed: { inputTokens: said.billed['input_tokens'], outputTokens: said.billed['output_tokens'] },
    })
  if (said.metrics)
    expect(reportOf(generation, 'metrics')).toEqual({
      source: 'metrics',
      inputTokens: said.metrics['inputTokenCount'],
      outputTokens: said.metrics['outputTokenCount'],
    })
  const header = exchange.response.headers['x-amzn-bedrock-input-token-count']
  if (header !== undefined) expect(reportOf(generation, 'headers')?.inputTokens).toBe(Number(header))
}

describe.skipIf(!recorded)('recorded answers of Cohere', () => {
  it(`are read as they were said (${good.length}, ${streams.length} of them streams)`, async () => {
    for (const exchange of good) agrees(exchange, await replay.generation(exchange))
    expect(good.length).toBe(15)
    expect(streams.length).toBe(6)
  })

  it('count tokens and billed units apart', async () => {
    const [stream] = exchangesOf('command-r').filter(isStream)
    if (stream === undefined) throw new Error('no stream of Command R is recorded')
    const { usage } = await replay.generation(stream)
    expect(usage).toMatchObject({ inputTokens: 73, outputTokens: 8, billed: { inputTokens: 7, outputTokens: 7 } })
  })

  it('give a typed error for a refusal', async () => {
    const [refused] = all.filter((exchange) => !isAnswered(exchange))
    if (refused === undefined) throw new Error('no refusal is recorded')
    const failure: unknown = await replay.generation(refused).catch((reason: unknown) => reason)
    expect(BedrockError.is(failure) && failure.status).toBe(400)
  })

  it('are the same under every two-way cut, and in pieces of any size', { timeout: 120_000 }, async () => {
    let ways = 0
    for (const exchange of streams) {
      const { length } = bytesOf(exchange)
      const uncut = JSON.stringify(await replay.parts(exchange))
      const twoWay = length > 4096 ? [] : Array.from({ length: length - 1 }, (_, at) => [at + 1])
      for (const cuts of [...twoWay, ...[1, 7, 11, 12, 13, 100, 1460].map((size) => cutsOf(size, length))]) {
        if (JSON.stringify(await replay.parts(exchange, cuts)) !== uncut)
          throw new Error(`${exchange.id} differs when cut at ${cuts}`)
        ways += 1
      }
    }
    expect(ways).toBeGreaterThan(streams.length * 7)
  })

  it('can be said again', async () => {
    const format = cohereCommand().formats[0]
    for (const exchange of good) {
      const generation = await replay.generation(exchange)
      const reply = replyOf(generation)
      if (typeof reply.content === 'string') throw new Error('a reply is a list')
      const messages: Turn[] = [
        { role: 'user', content: [{ type: 'text', text: 'Before.' }] },
        { role: 'assistant', content: reply.content },
        { role: 'user', content: [{ type: 'text', text: 'Go on.' }] },
      ]
      const prompt = { system: [], messages, tools: [], options: {} }
      const chats = exchange.model.includes('command-r')
      const { body } = chats
        ? checked(chat).encode(prompt, exchange.model)
        : format
          ? checked(format).encode(prompt, exchange.model)
          : { body: {} }
      if (chats)
        expect(body).toMatchObject({
          message: 'Go on.',
          chat_history: [
            { role: 'USER', message: 'Before.' },
            { role: 'CHATBOT', message: generation.text },
          ],
        })
      else expect(body['prompt']).toBe(`User: Before.\n\nChatbot: ${generation.text}\n\nUser: Go on.\n\nChatbot:`)
    }
  })
})
