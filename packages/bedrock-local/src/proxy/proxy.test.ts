import type { JsonObject } from '@x/bedrock-core/family'
import { afterEach, describe, expect, it } from 'vitest'
import { both, delta, served, stopAll, stream } from './test/chat-server.ts'

afterEach(stopAll)

const usage = {
  choices: [],
  usage: { prompt_tokens: 30, completion_tokens: 7, total_tokens: 37, prompt_tokens_details: { cached_tokens: 10 } },
}

describe('a proxied model', () => {
  it('answers in text and thoughts, counted by itself, and is not cut by our estimate', async () => {
    const words = 'Supercalifragilistic, all of it. '
    const { url, bodies } = await served(
      stream(
        delta({ role: 'assistant', reasoning_content: 'Hm. ' }),
        delta({ reasoning: 'Well.' }),
        delta({ content: words }),
        delta({ content: words }),
        delta({}, 'stop'),
        usage,
      ),
    )
    const asked = {
      system: 'Be brief.',
      prompt: 'Hi',
      maxOutputTokens: 10,
      temperature: 0.5,
      topP: 0.9,
      stopSequences: ['END'],
    }
    for (const answer of await both(url, asked))
      expect(answer).toMatchObject({
        text: words + words,
        reasoning: 'Hm. Well.',
        finishReason: 'stop',
        usage: { outputTokens: 7, cacheReadTokens: 10 },
      })
    expect(bodies[0]).toEqual({
      model: 'qwen3:0.6b',
      stream: true,
      stream_options: { include_usage: true },
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'Hi' },
      ],
      max_tokens: 10,
      temperature: 0.5,
      top_p: 0.9,
      stop: ['END'],
    })
  })

  it('calls tools, two of them interleaved, and is told their results', async () => {
    const call = (index: number, said: JsonObject) => delta({ tool_calls: [{ index, ...said }] })
    const { url, bodies } = await served(
      stream(
        delta({ content: 'Let me see.' }),
        call(0, { id: 'call_a', type: 'function', function: { name: 'weather', arguments: '' } }),
        call(0, { function: { arguments: '{"city":' } }),
        call(1, { id: 'call_b', type: 'function', function: { name: 'clock', arguments: '{"zone"' } }),
        call(0, { function: { arguments: '"Oslo"}' } }),
        call(1, { function: { arguments: ':"CET"}' } }),
        delta({}, 'tool_calls'),
      ),
    )
    const tools = {
      weather: { description: 'Weather', inputSchema: { type: 'object', properties: { city: { type: 'string' } } } },
      clock: { description: 'Time', inputSchema: { type: 'object' } },
    } as const
    for (const answer of await both(url, { prompt: 'Weather and time?', tools, toolChoice: 'required' })) {
      expect(answer.toolCalls).toMatchObject([
        { toolCallId: 'call_a', toolName: 'weather', input: { city: 'Oslo' } },
        { toolCallId: 'call_b', toolName: 'clock', input: { zone: 'CET' } },
      ])
      expect(answer.finishReason).toBe('tool-calls')
    }
    expect(bodies[0]).toMatchObject({
      tool_choice: 'required',
      tools: [
        { type: 'function', function: { name: 'weather', description: 'Weather' } },
        { function: { name: 'clock' } },
      ],
    })
    const [answer] = await both(url, {
      tools,
      messages: [
        { role: 'user', content: 'Weather?' },
        {
          role: 'assistant',
          content: [{ type: 'tool-call', toolCallId: 'call_a', toolName: 'weather', input: { city: 'Oslo' } }],
        },
        {
          role: 'tool',
          content: [
            { type: 'tool-result', toolCallId: 'call_a', toolName: 'weather', output: { type: 'text', value: 'Sun' } },
          ],
        },
      ],
    })
    expect(answer?.toolCalls).toHaveLength(2)
    expect(bodies.at(-1)?.['messages']).toMatchObject([
      { role: 'user', content: 'Weather?' },
      {
        role: 'assistant',
        tool_calls: [{ id: 'call_a', function: { name: 'weather', arguments: '{"city":"Oslo"}' } }],
      },
      { role: 'tool', tool_call_id: 'call_a', content: 'Sun' },
    ])
  })

  it('sees images, reads text documents, and fits schemas', async () => {
    const { url, bodies } = await served(stream(delta({ content: '{"a":1}' }), delta({}, 'stop')))
    const data = new Uint8Array([1, 2, 3])
    await both(url, {
      messages: [
        {
          role: 'user',
          content: [
            { type: 'file', mediaType: 'image/png', data },
            { type: 'file', mediaType: 'text/plain', filename: 'notes', data: new TextEncoder().encode('Grüße') },
            { type: 'text', text: 'What is this?' },
          ],
        },
      ],
      responseFormat: { schema: { type: 'object', properties: { a: { type: 'integer' } } } },
    })
    expect(bodies[0]).toMatchObject({
      messages: [
        {
          role: 'user',
          content: [
            { type: 'image_url', image_url: { url: 'data:image/png;base64,AQID' } },
            { type: 'text', text: 'notes:\nGrüße' },
            { type: 'text', text: 'What is this?' },
          ],
        },
      ],
      response_format: { type: 'json_schema', json_schema: { schema: { type: 'object' } } },
    })
  })
})
