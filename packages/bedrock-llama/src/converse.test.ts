import type { Turn } from '@x/bedrock-core/family'
import { checked } from '@x/bedrock-core/testing'
import { expect, it } from 'vitest'
import { llamaConverse } from './converse.ts'
import { promptOf } from './test/prompt.ts'

const asked: Turn = { role: 'user', content: [{ type: 'text', text: 'Weather?' }] }
const called: Turn = {
  role: 'assistant',
  content: [
    { type: 'reasoning', text: 'Hm.', signature: 'c2ln' },
    { type: 'tool-call', toolCallId: 'a', toolName: 'weather', input: {} },
  ],
}
const image = { type: 'file', mediaType: 'image/png', data: 'AAAA' } as const
const answered: Turn = {
  role: 'tool',
  content: [
    {
      type: 'tool-result',
      toolCallId: 'a',
      toolName: 'weather',
      output: { type: 'content', value: [{ type: 'text', text: 'Sun.' }, image] },
    },
  ],
}

it('puts nothing beside a tool result, and tells of reasoning that is left out', () => {
  const { body, warnings } = checked(llamaConverse).encode(
    promptOf({
      messages: [asked, called, answered, { role: 'user', content: [{ type: 'text', text: 'And now?' }] }],
      tools: [{ name: 'weather', inputSchema: { type: 'object' } }],
    }),
    'meta.llama4-scout-17b-instruct-v1:0',
  )
  expect(body['messages']).toEqual([
    { role: 'user', content: [{ text: 'Weather?' }] },
    { role: 'assistant', content: [{ toolUse: { toolUseId: 'a', name: 'weather', input: {} } }] },
    {
      role: 'user',
      content: [
        {
          toolResult: {
            toolUseId: 'a',
            content: [{ text: 'Sun.' }, { image: { format: 'png', source: { bytes: 'AAAA' } } }],
          },
        },
      ],
    },
    { role: 'assistant', content: [{ text: '.' }] },
    { role: 'user', content: [{ text: 'And now?' }] },
  ])
  expect(warnings?.map(({ code }) => code)).toEqual(['reasoning-removed'])
})
