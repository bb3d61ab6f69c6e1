import type { JsonObject } from '@x/bedrock-core/family'
import { describe, expect, it } from 'vitest'
import { createLocalBedrock } from '../local-bedrock.ts'

const model = 'us.anthropic.claude-haiku-4-5-20251001-v1:0'

const post = async (path: string, body: JsonObject): Promise<{ status: number; message?: string }> => {
  const { fetch } = createLocalBedrock({ requireAuth: false })
  const response = await fetch(new Request(`http://localhost${path}`, { method: 'POST', body: JSON.stringify(body) }))
  const said: { message?: string } = await response.json()
  return { status: response.status, ...said }
}

describe('bodies that are refused', () => {
  const schema = (what: string): string => `Malformed input request: ${what}, please reformat your input and try again.`
  const claude = { anthropic_version: 'bedrock-2023-05-31', max_tokens: 10 }
  const call = { role: 'assistant', content: [{ type: 'tool_use', id: 'a', name: 'f', input: {} }] }
  const hi = { role: 'user', content: 'hi' }

  it.each<[string, JsonObject, string]>([
    [
      model,
      {},
      schema(
        '#: required key [messages] not found#: required key [max_tokens] not found#: required key [anthropic_version] not found',
      ),
    ],
    [
      model,
      { ...claude, max_tokens: undefined, messages: [hi] },
      schema(
        '#: subject must not be valid against schema {"required":["messages"]}#: required key [max_tokens] not found',
      ),
    ],
    [model, { ...claude, messages: [hi], stream: true }, 'stream: Extra inputs are not permitted'],
    [model, { ...claude, messages: [] }, 'messages: at least one message is required'],
    [
      model,
      { ...claude, messages: [{ role: 'user', content: [{ type: 'text', text: '' }] }] },
      'messages: text content blocks must be non-empty',
    ],
    [
      model,
      { ...claude, messages: [{ role: 'user', content: ' ' }] },
      'messages: text content blocks must contain non-whitespace text',
    ],
    [model, { ...claude, messages: [call] }, 'messages: first message must use the "user" role'],
    [
      model,
      { ...claude, messages: [hi, call, hi] },
      'messages.1: `tool_use` ids were found without `tool_result` blocks immediately after: a. Each `tool_use` block must have a corresponding `tool_result` block in the next message.',
    ],
    [
      model,
      { ...claude, messages: [hi], thinking: { type: 'enabled', budget_tokens: 10 } },
      'thinking.enabled.budget_tokens: Input should be greater than or equal to 1024',
    ],
    ['cohere.command-r-v1:0', { message: 'hi', stream: true }, schema('#: extraneous key [stream] is not permitted')],
    ['cohere.command-r-v1:0', { message: 'hi', p: 1 }, schema('#/p: 1 is not less or equal to 0.99')],
    ['meta.llama3-8b-instruct-v1:0', {}, schema('#: required key [prompt] not found')],
  ])('%s %j', async (modelId, body, message) => {
    const refused = await post(`/model/${encodeURIComponent(modelId)}/invoke`, body)
    expect(refused).toEqual({ status: 400, message })
  })

  it.each<[JsonObject, string]>([
    [
      { messages: [] },
      'A conversation must start with a user message. Try again with a conversation that starts with a user message.',
    ],
    [
      { messages: [{ role: 'user', content: [] }] },
      'The content field in the Message object at messages.0 is empty. Add a ContentBlock object to the content field and try again.',
    ],
    [
      {
        messages: [
          { role: 'user', content: [{ text: 'a' }] },
          { role: 'assistant', content: [{ toolUse: { toolUseId: 'x', name: 'f', input: {} } }] },
        ],
      },
      'The toolConfig field must be defined when using toolUse and toolResult content blocks.',
    ],
  ])('Converse %j', async (body, message) => {
    expect(await post(`/model/${model}/converse`, body)).toEqual({ status: 400, message })
  })
})
